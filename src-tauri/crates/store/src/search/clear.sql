DELETE FROM search_entry;
INSERT INTO search_exact (search_exact) VALUES ('delete-all');
INSERT INTO search_pinyin (search_pinyin) VALUES ('delete-all');
INSERT INTO search_text (search_text) VALUES ('delete-all');
