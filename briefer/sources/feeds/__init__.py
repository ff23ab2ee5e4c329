"""Documents that list articles: RSS, Atom, JSON Feed, OPML."""
