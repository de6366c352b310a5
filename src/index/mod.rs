//! Narratives made searchable and codable fast; a cache, never the truth.
