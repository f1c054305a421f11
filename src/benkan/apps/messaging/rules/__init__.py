"""Numbers, words and states of messages: plain values in, plain values or a refusal out."""
