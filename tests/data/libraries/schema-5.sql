BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'library','0001 first schema','2026-11-25 14:31:28.677562+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'library','0002 images of pages','2026-11-25 14:31:28.684656+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'library','0003 what auto-exports wrote','2026-11-25 14:31:28.685828+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'library','0004 copies and doubts','2026-11-25 14:31:28.687191+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'library','0005 versions of texts','2026-11-25 14:31:28.688353+00:00');
CREATE TABLE act (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    batch TEXT NOT NULL,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "act" VALUES(1,'6aub6avjnvyj','import','2026-11-25T14:31:29Z',0);
INSERT INTO "act" VALUES(2,'f4nosduorfwc','import','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(3,'eiubd2okff3x','add reference','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(4,'bw4z2mmbrh52','add reference','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(5,'ru5uudezuaoz','highlight','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(6,'hgzkbr3wkaer','highlight','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(7,'lov4uf2h3zqh','add note','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(8,'zcetjfwijqw5','add note','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(9,'pndx542qazzt','add tag','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(10,'zx2g5gxjvony','edit reference','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(11,'put5iqrcqad3','add collection','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(12,'22dc3zxpqwgj','add collection','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(13,'tizez7t523vl','add 2 documents to collection','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(14,'o2sc4mzvevb7','delete document','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(15,'yx7dsovsrlx2','link as copy','2026-11-25T14:31:30Z',0);
INSERT INTO "act" VALUES(16,'6ntmf5fcwl4y','add version','2026-11-25T14:31:31Z',0);
INSERT INTO "act" VALUES(17,'wfwavx5dnrrb','change meaning','2026-11-25T14:31:31Z',1);
CREATE TABLE act_row (
    act INTEGER NOT NULL REFERENCES act (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (act, position)
) STRICT, WITHOUT ROWID
;
INSERT INTO "act_row" VALUES(1,0,'document',NULL,'{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading", "doubts": 0, "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "fls4c6dbtxze", "deleted": null}');
INSERT INTO "act_row" VALUES(2,0,'document',NULL,'{"number": 2, "id": "ycowu2uehnao", "kind": "analyst-article", "key": "aasndpage", "sort_title": "page with a picture", "sort_author": "aas jon 00000", "sort_year": 0, "words": "a page with a picture jon aas aasndpage", "doubts": 0, "reference": "{\"type\": \"webpage\", \"title\": \"A page with a picture\", \"author\": [{\"family\": \"Aas\", \"given\": \"Jon\"}], \"language\": \"en\"}", "added": "2026-11-25T14:31:30Z", "text_id": "azu3bg2u3wos", "original": "80f1885df65b66e278a511c7dacd6cd29fd5528e2d4a9dac5c3911fb9469f9f0", "original_name": "page.html", "provenance": "{\"file\": \"page.html\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"title element and heading\", \"author\": \"meta element\", \"language\": \"lang attribute\"}, \"seen\": {\"author\": \"Jon Aas\"}, \"extractor\": \"html 3\"}", "revision": "pfh4kmwrigtn", "deleted": null}');
INSERT INTO "act_row" VALUES(2,1,'image',NULL,'{"document": "ycowu2uehnao", "position": 0, "text_id": "azu3bg2u3wos", "before": 1, "caption": 1, "alt": "a square", "sha256": "40a047556ac7b43f391baf0df9e7f3d40df5bae11d9fd0a8985751cbb2638836", "width": 60, "height": 60}');
INSERT INTO "act_row" VALUES(3,0,'document',NULL,'{"number": 3, "id": "4z4asdejx53z", "kind": "book", "key": "ellingsen2019printed", "sort_title": "printed book", "sort_author": "ellingsen mara 02019", "sort_year": 2019, "words": "a printed book mara ellingsen ellingsen2019printed", "doubts": 0, "reference": "{\"type\": \"book\", \"title\": \"A printed book\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2019]]}}", "added": "2026-11-25T14:31:30Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "527j6cbmmlmv", "deleted": null}');
INSERT INTO "act_row" VALUES(4,0,'document',NULL,'{"number": 4, "id": "whcn2textlgw", "kind": "report", "key": "trashnd", "sort_title": "in the trash", "sort_author": "", "sort_year": 0, "words": "in the trash trashnd", "doubts": 0, "reference": "{\"type\": \"report\", \"title\": \"In the trash\"}", "added": "2026-11-25T14:31:30Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "faal42bit624", "deleted": null}');
INSERT INTO "act_row" VALUES(5,0,'highlight',NULL,'{"number": 1, "id": "av6lrf5finki", "document": "wnc3jkgxxlys", "text_id": "nrkfv7ljhio6", "start": 173, "stop": 185, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "meaning": "green", "created": "2026-11-25T14:31:30Z"}');
INSERT INTO "act_row" VALUES(5,1,'tagging',NULL,'{"subject": "highlight", "target": "av6lrf5finki", "name": "check"}');
INSERT INTO "act_row" VALUES(5,2,'note',NULL,'{"number": 1, "id": "trhut2kmvldf", "document": "wnc3jkgxxlys", "highlight": "av6lrf5finki", "visibility": "private", "text": "private thought", "created": "2026-11-25T14:31:30Z", "modified": "2026-11-25T14:31:30Z"}');
INSERT INTO "act_row" VALUES(6,0,'highlight',NULL,'{"number": 2, "id": "3wekd27kc5ub", "document": "4z4asdejx53z", "text_id": null, "start": null, "stop": null, "exact": "as the book says", "prefix": "", "suffix": "", "locator": "{\"paragraph\": null, \"paragraph_end\": null, \"section_paragraph\": null, \"section_paragraph_end\": null, \"section\": [], \"page\": \"12\", \"page_end\": \"12\"}", "meaning": "yellow", "created": "2026-11-25T14:31:30Z"}');
INSERT INTO "act_row" VALUES(7,0,'note',NULL,'{"number": 2, "id": "qcl3nwa6rdpc", "document": "wnc3jkgxxlys", "highlight": null, "visibility": "shared", "text": "shared, on the document", "created": "2026-11-25T14:31:30Z", "modified": "2026-11-25T14:31:30Z"}');
INSERT INTO "act_row" VALUES(8,0,'note',NULL,'{"number": 3, "id": "ysupfcvrimys", "document": null, "highlight": null, "visibility": "private", "text": "on nothing, with أعماق and 😀", "created": "2026-11-25T14:31:30Z", "modified": "2026-11-25T14:31:30Z"}');
INSERT INTO "act_row" VALUES(9,0,'tagging',NULL,'{"subject": "document", "target": "wnc3jkgxxlys", "name": "claims"}');
INSERT INTO "act_row" VALUES(9,1,'tagging',NULL,'{"subject": "document", "target": "wnc3jkgxxlys", "name": "méthode"}');
INSERT INTO "act_row" VALUES(9,2,'document','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "fls4c6dbtxze", "deleted": null, "doubts": 0}','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "6gmllcy5i6dj", "deleted": null, "doubts": 0}');
INSERT INTO "act_row" VALUES(10,0,'former_key',NULL,'{"number": 1, "key": "ellingsen2024reading", "document": "wnc3jkgxxlys"}');
INSERT INTO "act_row" VALUES(10,1,'document','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "6gmllcy5i6dj", "deleted": null, "doubts": 0}','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024claim", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024claim claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "p22kk2n5iwjb", "deleted": null, "doubts": 0}');
INSERT INTO "act_row" VALUES(10,2,'document','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024claim", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024claim claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "p22kk2n5iwjb", "deleted": null, "doubts": 0}','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024claim", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024claim claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\", \"pinned\": true}", "revision": "ky7fsmhzqxvd", "deleted": null, "doubts": 0}');
INSERT INTO "act_row" VALUES(11,0,'collection',NULL,'{"number": 1, "id": "uoplx67745kk", "name": "Claims", "parent": null}');
INSERT INTO "act_row" VALUES(12,0,'collection',NULL,'{"number": 2, "id": "w276ejdybgcx", "name": "Inside", "parent": "uoplx67745kk"}');
INSERT INTO "act_row" VALUES(13,0,'membership',NULL,'{"collection": "w276ejdybgcx", "document": "4z4asdejx53z", "position": 1}');
INSERT INTO "act_row" VALUES(13,1,'membership',NULL,'{"collection": "w276ejdybgcx", "document": "wnc3jkgxxlys", "position": 2}');
INSERT INTO "act_row" VALUES(14,0,'document','{"number": 4, "id": "whcn2textlgw", "kind": "report", "key": "trashnd", "sort_title": "in the trash", "sort_author": "", "sort_year": 0, "words": "in the trash trashnd", "reference": "{\"type\": \"report\", \"title\": \"In the trash\"}", "added": "2026-11-25T14:31:30Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "faal42bit624", "deleted": null, "doubts": 0}','{"number": 4, "id": "whcn2textlgw", "kind": "report", "key": "trashnd", "sort_title": "in the trash", "sort_author": "", "sort_year": 0, "words": "in the trash trashnd", "reference": "{\"type\": \"report\", \"title\": \"In the trash\"}", "added": "2026-11-25T14:31:30Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "c3f2sjvqnw3o", "deleted": "2026-11-25T14:31:30Z", "doubts": 0}');
INSERT INTO "act_row" VALUES(15,0,'copy',NULL,'{"document": "ycowu2uehnao", "copy_of": "wnc3jkgxxlys"}');
INSERT INTO "act_row" VALUES(16,0,'text_version',NULL,'{"document": "wnc3jkgxxlys", "text_id": "nrkfv7ljhio6", "position": 0, "came": "2026-11-25T14:31:29Z", "why": "import", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"extractor\": \"markdown 1\"}"}');
INSERT INTO "act_row" VALUES(16,1,'text_version',NULL,'{"document": "wnc3jkgxxlys", "text_id": "mqamjtq5noud", "position": 1, "came": "2026-11-25T14:31:31Z", "why": "copy", "original": "7bc87efe810e0a8129098bd3ac2ff38e42f73188b50661579c98582cc4b227a5", "original_name": "newer.md", "provenance": "{\"file\": \"newer.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"extractor\": \"markdown 1\", \"reference\": {\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}}"}');
INSERT INTO "act_row" VALUES(16,2,'document','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024claim", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024claim claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "nrkfv7ljhio6", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\", \"pinned\": true}", "revision": "ky7fsmhzqxvd", "deleted": null, "doubts": 0}','{"number": 1, "id": "wnc3jkgxxlys", "kind": "analyst-article", "key": "ellingsen2024claim", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024claim claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:29Z", "text_id": "mqamjtq5noud", "original": "7bc87efe810e0a8129098bd3ac2ff38e42f73188b50661579c98582cc4b227a5", "original_name": "newer.md", "provenance": "{\"file\": \"newer.md\", \"saved\": \"2026-11-25T14:31:28Z\", \"extractor\": \"markdown 1\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"pinned\": true}", "revision": "2bvsiegz5zwm", "deleted": null, "doubts": 0}');
INSERT INTO "act_row" VALUES(16,3,'placing',NULL,'{"highlight": "av6lrf5finki", "text_id": "mqamjtq5noud", "start": 206, "stop": 218, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "how": "mapped", "score": 100.0, "confirmed": 0}');
INSERT INTO "act_row" VALUES(17,0,'highlight','{"number": 1, "id": "av6lrf5finki", "document": "wnc3jkgxxlys", "text_id": "nrkfv7ljhio6", "start": 173, "stop": 185, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "meaning": "green", "created": "2026-11-25T14:31:30Z"}','{"number": 1, "id": "av6lrf5finki", "document": "wnc3jkgxxlys", "text_id": "nrkfv7ljhio6", "start": 173, "stop": 185, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "meaning": "pink", "created": "2026-11-25T14:31:30Z"}');
CREATE TABLE block (
    text_id TEXT NOT NULL REFERENCES text (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    level INTEGER,
    paragraph INTEGER,
    section_paragraph INTEGER,
    section TEXT NOT NULL CHECK (json_valid(section)),
    page TEXT,
    PRIMARY KEY (text_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "block" VALUES('azu3bg2u3wos',0,'paragraph',0,90,NULL,1,1,'[]',NULL);
INSERT INTO "block" VALUES('azu3bg2u3wos',1,'caption',92,101,NULL,NULL,NULL,'[]',NULL);
INSERT INTO "block" VALUES('azu3bg2u3wos',2,'paragraph',103,193,NULL,2,2,'[]',NULL);
INSERT INTO "block" VALUES('mqamjtq5noud',0,'paragraph',0,90,NULL,1,1,'[]',NULL);
INSERT INTO "block" VALUES('mqamjtq5noud',1,'heading',92,110,2,NULL,NULL,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('mqamjtq5noud',2,'paragraph',112,187,NULL,2,1,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('mqamjtq5noud',3,'paragraph',189,219,NULL,3,2,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('nrkfv7ljhio6',0,'paragraph',0,57,NULL,1,1,'[]',NULL);
INSERT INTO "block" VALUES('nrkfv7ljhio6',1,'heading',59,77,2,NULL,NULL,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('nrkfv7ljhio6',2,'paragraph',79,154,NULL,2,1,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('nrkfv7ljhio6',3,'paragraph',156,186,NULL,3,2,'["Names before facts"]',NULL);
CREATE TABLE collection (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    parent TEXT REFERENCES collection (id)
) STRICT;
INSERT INTO "collection" VALUES(1,'uoplx67745kk','Claims',NULL);
INSERT INTO "collection" VALUES(2,'w276ejdybgcx','Inside','uoplx67745kk');
CREATE TABLE copy (
    document TEXT PRIMARY KEY REFERENCES document (id),
    copy_of TEXT NOT NULL REFERENCES document (id),
    CHECK (document <> copy_of)
) STRICT, WITHOUT ROWID;
INSERT INTO "copy" VALUES('ycowu2uehnao','wnc3jkgxxlys');
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    key TEXT NOT NULL CHECK (key <> ''),
    sort_title TEXT NOT NULL,
    sort_author TEXT NOT NULL,
    sort_year INTEGER NOT NULL,
    words TEXT NOT NULL,
    reference TEXT NOT NULL CHECK (json_valid(reference)),
    added TEXT NOT NULL,
    text_id TEXT REFERENCES text (id),
    original TEXT REFERENCES original (sha256),
    original_name TEXT,
    provenance TEXT NOT NULL CHECK (json_valid(provenance)),
    revision TEXT NOT NULL,
    deleted TEXT
, doubts INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "document" VALUES(1,'wnc3jkgxxlys','analyst-article','ellingsen2024claim','reading a claim twice','ellingsen mara 02024',2024,'reading a claim twice mara ellingsen ellingsen2024claim claims methode','{"type": "webpage", "title": "Reading a claim twice", "author": [{"family": "Ellingsen", "given": "Mara"}], "issued": {"date-parts": [[2024, 3, 14]]}}','2026-11-25T14:31:29Z','mqamjtq5noud','7bc87efe810e0a8129098bd3ac2ff38e42f73188b50661579c98582cc4b227a5','newer.md','{"file": "newer.md", "saved": "2026-11-25T14:31:28Z", "extractor": "markdown 1", "fields": {"title": "front matter", "author": "front matter", "issued": "front matter"}, "pinned": true}','2bvsiegz5zwm',NULL,0);
INSERT INTO "document" VALUES(2,'ycowu2uehnao','analyst-article','aasndpage','page with a picture','aas jon 00000',0,'a page with a picture jon aas aasndpage','{"type": "webpage", "title": "A page with a picture", "author": [{"family": "Aas", "given": "Jon"}], "language": "en"}','2026-11-25T14:31:30Z','azu3bg2u3wos','80f1885df65b66e278a511c7dacd6cd29fd5528e2d4a9dac5c3911fb9469f9f0','page.html','{"file": "page.html", "saved": "2026-11-25T14:31:28Z", "fields": {"title": "title element and heading", "author": "meta element", "language": "lang attribute"}, "seen": {"author": "Jon Aas"}, "extractor": "html 3"}','pfh4kmwrigtn',NULL,0);
INSERT INTO "document" VALUES(3,'4z4asdejx53z','book','ellingsen2019printed','printed book','ellingsen mara 02019',2019,'a printed book mara ellingsen ellingsen2019printed','{"type": "book", "title": "A printed book", "author": [{"family": "Ellingsen", "given": "Mara"}], "issued": {"date-parts": [[2019]]}}','2026-11-25T14:31:30Z',NULL,NULL,NULL,'{}','527j6cbmmlmv',NULL,0);
INSERT INTO "document" VALUES(4,'whcn2textlgw','report','trashnd','in the trash','',0,'in the trash trashnd','{"type": "report", "title": "In the trash"}','2026-11-25T14:31:30Z',NULL,NULL,NULL,'{}','c3f2sjvqnw3o','2026-11-25T14:31:30Z',0);
CREATE TABLE former_key (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    document TEXT NOT NULL REFERENCES document (id)
) STRICT;
INSERT INTO "former_key" VALUES(1,'ellingsen2024reading','wnc3jkgxxlys');
CREATE TABLE highlight (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES document (id),
    text_id TEXT REFERENCES text (id),
    start INTEGER CHECK (start >= 0),
    stop INTEGER CHECK (stop > start),
    exact TEXT NOT NULL CHECK (exact <> ''),
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    locator TEXT NOT NULL CHECK (json_valid(locator)),
    meaning TEXT NOT NULL,
    created TEXT NOT NULL,
    CHECK ((text_id IS NULL) = (start IS NULL) AND (start IS NULL) = (stop IS NULL))
) STRICT;
INSERT INTO "highlight" VALUES(1,'av6lrf5finki','wnc3jkgxxlys','nrkfv7ljhio6',173,185,'three papers','y some and bayan by others, أعماق by a few. 😀

It was quoted by ','.','{"paragraph": 3, "paragraph_end": 3, "section_paragraph": 2, "section_paragraph_end": 2, "section": ["Names before facts"], "page": null, "page_end": null}','green','2026-11-25T14:31:30Z');
INSERT INTO "highlight" VALUES(2,'3wekd27kc5ub','4z4asdejx53z',NULL,NULL,NULL,'as the book says','','','{"paragraph": null, "paragraph_end": null, "section_paragraph": null, "section_paragraph_end": null, "section": [], "page": "12", "page_end": "12"}','yellow','2026-11-25T14:31:30Z');
CREATE TABLE image (
    document TEXT NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    text_id TEXT NOT NULL REFERENCES text (id),
    before INTEGER NOT NULL CHECK (before >= 0),
    caption INTEGER,
    alt TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES original (sha256),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "image" VALUES('ycowu2uehnao',0,'azu3bg2u3wos',1,1,'a square','40a047556ac7b43f391baf0df9e7f3d40df5bae11d9fd0a8985751cbb2638836',60,60);
CREATE TABLE kept_entry (
    export TEXT NOT NULL,
    document TEXT NOT NULL,
    revision TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (export, document)
) STRICT
;
CREATE TABLE membership (
    collection TEXT NOT NULL REFERENCES collection (id),
    document TEXT NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (collection, document)
) STRICT, WITHOUT ROWID;
INSERT INTO "membership" VALUES('w276ejdybgcx','4z4asdejx53z',1);
INSERT INTO "membership" VALUES('w276ejdybgcx','wnc3jkgxxlys',2);
CREATE TABLE note (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT REFERENCES document (id),
    highlight TEXT REFERENCES highlight (id),
    visibility TEXT NOT NULL CHECK (visibility IN ('private', 'shared')),
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    CHECK (highlight IS NULL OR document IS NOT NULL)
) STRICT;
INSERT INTO "note" VALUES(1,'trhut2kmvldf','wnc3jkgxxlys','av6lrf5finki','private','private thought','2026-11-25T14:31:30Z','2026-11-25T14:31:30Z');
INSERT INTO "note" VALUES(2,'qcl3nwa6rdpc','wnc3jkgxxlys',NULL,'shared','shared, on the document','2026-11-25T14:31:30Z','2026-11-25T14:31:30Z');
INSERT INTO "note" VALUES(3,'ysupfcvrimys',NULL,NULL,'private','on nothing, with أعماق and 😀','2026-11-25T14:31:30Z','2026-11-25T14:31:30Z');
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL
) STRICT;
INSERT INTO "original" VALUES('8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464',303,'text/markdown');
INSERT INTO "original" VALUES('80f1885df65b66e278a511c7dacd6cd29fd5528e2d4a9dac5c3911fb9469f9f0',489,'text/html');
INSERT INTO "original" VALUES('40a047556ac7b43f391baf0df9e7f3d40df5bae11d9fd0a8985751cbb2638836',93,'image/png');
INSERT INTO "original" VALUES('7bc87efe810e0a8129098bd3ac2ff38e42f73188b50661579c98582cc4b227a5',336,'text/markdown');
CREATE TABLE placing (
    highlight TEXT NOT NULL REFERENCES highlight (id),
    text_id TEXT NOT NULL REFERENCES text (id),
    start INTEGER CHECK (start >= 0),
    stop INTEGER CHECK (stop > start),
    exact TEXT,
    prefix TEXT,
    suffix TEXT,
    locator TEXT CHECK (json_valid(locator)),
    how TEXT NOT NULL
        CHECK (how IN ('exact', 'mapped', 'quotation', 'approximate', 'orphan', 'hand')),
    score REAL NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    PRIMARY KEY (highlight, text_id),
    CHECK ((how = 'orphan') = (start IS NULL) AND (start IS NULL) = (stop IS NULL)
        AND (start IS NULL) = (exact IS NULL) AND (start IS NULL) = (prefix IS NULL)
        AND (start IS NULL) = (suffix IS NULL) AND (start IS NULL) = (locator IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "placing" VALUES('av6lrf5finki','mqamjtq5noud',206,218,'three papers','y some and bayan by others, أعماق by a few. 😀

It was quoted by ','.','{"paragraph": 3, "paragraph_end": 3, "section_paragraph": 2, "section_paragraph_end": 2, "section": ["Names before facts"], "page": null, "page_end": null}','mapped',100.0,0);
CREATE TABLE reading (
    document TEXT PRIMARY KEY,
    text_id TEXT,
    place INTEGER NOT NULL CHECK (place >= 0),
    opened TEXT NOT NULL,
    read INTEGER NOT NULL CHECK (read IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO "setting" VALUES('id','ay2zf33xlm6w');
INSERT INTO "setting" VALUES('created','2026-11-25T14:31:28Z');
INSERT INTO "setting" VALUES('sample','0');
INSERT INTO "setting" VALUES('state','b4qlo2bmrnvo');
CREATE TABLE tagging (
    subject TEXT NOT NULL CHECK (subject IN ('document', 'highlight')),
    target TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (target, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "tagging" VALUES('document','wnc3jkgxxlys','claims');
INSERT INTO "tagging" VALUES('document','wnc3jkgxxlys','méthode');
INSERT INTO "tagging" VALUES('highlight','av6lrf5finki','check');
CREATE TABLE text (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    extractor TEXT NOT NULL,
    canonical TEXT NOT NULL,
    sketch TEXT NOT NULL
) STRICT;
INSERT INTO "text" VALUES('nrkfv7ljhio6','8c6b9d093a8d21b35a15634cecb69653cadf6de4e89b3ccb8d83df81e5cab589','markdown 1','A claim is a text before it is a fact. Somebody wrote it.

Names before facts

The outlet is called “Bayān” by some and bayan by others, أعماق by a few. 😀

It was quoted by three papers.','[106243427, 132252134, 148840086, 220482647, 288212749, 392337852, 438019206, 535542592, 673021174, 679202273, 1076698893, 1180528905, 1489258255, 2255599558, 2274557789, 2320812800, 2463257238, 2503978212, 2563293975, 2598601769, 2661506357, 2667756925, 2776632657, 2881273689, 3183829559, 3222283397, 3349830106, 3536950302, 3586342915, 3586589606, 3965547517, 3976724668, 3980087521, 4238813850]');
INSERT INTO "text" VALUES('azu3bg2u3wos','536029bcd8360c9a0a8250a88654b87ca286a1cbba91472f9f540cae43c43b8e','html 3','The words of this paragraph are there so that a page has an article that is worth reading.

A square.

The words of this paragraph come after the picture, and there are enough of them to count.','[317745838, 419315965, 483447583, 562796670, 725104467, 826537403, 872468025, 880502515, 1103896357, 1186951382, 1207475075, 1560507528, 1632958441, 1636882618, 1797099977, 1953752643, 2266397254, 2331300209, 2341152273, 2342092115, 3144126472, 3159184595, 3166218373, 3367096016, 3546767714, 3558005673, 3560771078, 3723339537, 3997043445, 4082360317, 4219155933, 4283043753]');
INSERT INTO "text" VALUES('mqamjtq5noud','2e64ecb9215beb11200b79ae77d037ae54d4c8cb9eb60308c37ea4bd0b90c3f1','markdown 1','A claim is a text before it is a fact. Somebody wrote it, and somebody else wrote it down.

Names before facts

The outlet is called “Bayān” by some and bayan by others, أعماق by a few. 😀

It was quoted by three papers.','[51732017, 106243427, 132252134, 148840086, 220482647, 288212749, 392337852, 438019206, 459808739, 535542592, 673021174, 679202273, 752984625, 1076698893, 1180528905, 1489258255, 1712011475, 1723432746, 2274557789, 2320812800, 2370954615, 2431209688, 2463257238, 2503978212, 2563293975, 2598601769, 2661506357, 2667756925, 2695470942, 2776632657, 2881273689, 3183829559, 3222283397, 3536950302, 3586342915, 3586589606, 3954717355, 3965547517, 3976724668, 4238813850]');
CREATE TABLE text_version (
    document TEXT NOT NULL REFERENCES document (id),
    text_id TEXT NOT NULL REFERENCES text (id),
    position INTEGER NOT NULL,
    came TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('import', 'reread', 'copy')),
    original TEXT REFERENCES original (sha256),
    original_name TEXT,
    provenance TEXT NOT NULL CHECK (json_valid(provenance)),
    PRIMARY KEY (document, text_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "text_version" VALUES('wnc3jkgxxlys','mqamjtq5noud',1,'2026-11-25T14:31:31Z','copy','7bc87efe810e0a8129098bd3ac2ff38e42f73188b50661579c98582cc4b227a5','newer.md','{"file": "newer.md", "saved": "2026-11-25T14:31:28Z", "extractor": "markdown 1", "reference": {"type": "webpage", "title": "Reading a claim twice", "author": [{"family": "Ellingsen", "given": "Mara"}], "issued": {"date-parts": [[2024, 3, 14]]}}}');
INSERT INTO "text_version" VALUES('wnc3jkgxxlys','nrkfv7ljhio6',0,'2026-11-25T14:31:29Z','import','8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464','article.md','{"file": "article.md", "saved": "2026-11-25T14:31:28Z", "extractor": "markdown 1"}');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX text_sha256 ON text (sha256);
CREATE UNIQUE INDEX document_key ON document (key COLLATE NOCASE);
CREATE INDEX document_original ON document (original);
CREATE INDEX document_text ON document (text_id);
CREATE INDEX document_by_number ON document (number, id, text_id) WHERE deleted IS NULL;
CREATE INDEX document_by_title ON document (sort_title, number, id) WHERE deleted IS NULL;
CREATE INDEX document_by_author ON document (sort_author, number, id) WHERE deleted IS NULL;
CREATE INDEX document_by_year ON document (sort_year, number, id) WHERE deleted IS NULL;
CREATE INDEX document_words ON document (id, words) WHERE deleted IS NULL;
CREATE INDEX document_trashed ON document (deleted, id) WHERE deleted IS NOT NULL;
CREATE INDEX former_key_document ON former_key (document);
CREATE INDEX highlight_document ON highlight (document);
CREATE INDEX note_document ON note (document);
CREATE INDEX note_highlight ON note (highlight);
CREATE INDEX tagging_name ON tagging (subject, name);
CREATE INDEX membership_document ON membership (document);
CREATE INDEX act_batch ON act (batch, number);
CREATE INDEX act_undone ON act (number) WHERE undone = 1;
CREATE INDEX image_sha256 ON image (sha256)
;
CREATE INDEX copy_copy_of ON copy (copy_of);
CREATE INDEX document_doubted ON document (number, id) WHERE deleted IS NULL AND doubts > 0
;
CREATE INDEX text_version_text ON text_version (text_id);
CREATE INDEX text_version_original ON text_version (original);
CREATE INDEX placing_text ON placing (text_id)
;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('act',17);
COMMIT;
PRAGMA application_id = 1396853553;
PRAGMA user_version = 5;
