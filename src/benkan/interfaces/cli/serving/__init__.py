"""How `benkan up` serves: make ready, serve, load what a first start needs, show how far it is."""
