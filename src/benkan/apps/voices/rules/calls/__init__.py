"""Calls of a hotline that is over: what each row says, and what may be counted from them."""
