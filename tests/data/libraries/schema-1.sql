BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'library','0001 first schema','2026-11-25 14:31:16.782087+00:00');
CREATE TABLE act (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    batch TEXT NOT NULL,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "act" VALUES(1,'qgs6nvaplu4a','import','2026-11-25T14:31:17Z',0);
INSERT INTO "act" VALUES(2,'xrbd6ofotc3k','import','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(3,'nup4bxcufkv3','add reference','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(4,'fflqpumy4zwz','add reference','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(5,'cxbedflqrz2j','highlight','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(6,'rieenhyuco5t','highlight','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(7,'6fowfhzlrjxk','add note','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(8,'y22lkopkwq4u','add note','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(9,'ygiqknv3riou','add tag','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(10,'6dciky2m5yk6','edit reference','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(11,'sanicluknrcb','add collection','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(12,'chv344gsbvus','add collection','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(13,'ebozgd2aiptg','add 2 documents to collection','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(14,'4lfaspiaywu2','delete document','2026-11-25T14:31:18Z',0);
INSERT INTO "act" VALUES(15,'wnwlaf4yogjx','change meaning','2026-11-25T14:31:18Z',1);
CREATE TABLE act_row (
    act INTEGER NOT NULL REFERENCES act (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (act, position)
) STRICT, WITHOUT ROWID
;
INSERT INTO "act_row" VALUES(1,0,'document',NULL,'{"number": 1, "id": "2v267ndqmiyn", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:17Z", "text_id": "nm4eosuhjden", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:16Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "lxx7a3fbvrk4", "deleted": null}');
INSERT INTO "act_row" VALUES(2,0,'document',NULL,'{"number": 2, "id": "vr43mtq4kjib", "kind": "analyst-article", "key": "aasndpage", "sort_title": "page with a picture", "sort_author": "aas jon 00000", "sort_year": 0, "words": "a page with a picture jon aas aasndpage", "reference": "{\"type\": \"webpage\", \"title\": \"A page with a picture\", \"author\": [{\"family\": \"Aas\", \"given\": \"Jon\"}], \"language\": \"en\"}", "added": "2026-11-25T14:31:18Z", "text_id": "kgqcwxxfturo", "original": "80f1885df65b66e278a511c7dacd6cd29fd5528e2d4a9dac5c3911fb9469f9f0", "original_name": "page.html", "provenance": "{\"file\": \"page.html\", \"saved\": \"2026-11-25T14:31:16Z\", \"fields\": {\"title\": \"title element\", \"author\": \"meta element\", \"language\": \"lang attribute\"}, \"extractor\": \"html 2\"}", "revision": "4s4ficg76ybd", "deleted": null}');
INSERT INTO "act_row" VALUES(3,0,'document',NULL,'{"number": 3, "id": "uqinw4csdwus", "kind": "book", "key": "ellingsen2019printed", "sort_title": "printed book", "sort_author": "ellingsen mara 02019", "sort_year": 2019, "words": "a printed book mara ellingsen ellingsen2019printed", "reference": "{\"type\": \"book\", \"title\": \"A printed book\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2019]]}}", "added": "2026-11-25T14:31:18Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "pgdhnwcz6liz", "deleted": null}');
INSERT INTO "act_row" VALUES(4,0,'document',NULL,'{"number": 4, "id": "nlnkvzopwumd", "kind": "report", "key": "trashnd", "sort_title": "in the trash", "sort_author": "", "sort_year": 0, "words": "in the trash trashnd", "reference": "{\"type\": \"report\", \"title\": \"In the trash\"}", "added": "2026-11-25T14:31:18Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "22rnz5sxpang", "deleted": null}');
INSERT INTO "act_row" VALUES(5,0,'highlight',NULL,'{"number": 1, "id": "nbjlm6bzadx4", "document": "2v267ndqmiyn", "text_id": "nm4eosuhjden", "start": 173, "stop": 185, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "meaning": "green", "created": "2026-11-25T14:31:18Z"}');
INSERT INTO "act_row" VALUES(5,1,'tagging',NULL,'{"subject": "highlight", "target": "nbjlm6bzadx4", "name": "check"}');
INSERT INTO "act_row" VALUES(5,2,'note',NULL,'{"number": 1, "id": "n4juvddvzy2q", "document": "2v267ndqmiyn", "highlight": "nbjlm6bzadx4", "visibility": "private", "text": "private thought", "created": "2026-11-25T14:31:18Z", "modified": "2026-11-25T14:31:18Z"}');
INSERT INTO "act_row" VALUES(6,0,'highlight',NULL,'{"number": 2, "id": "pm3jl6qckvgm", "document": "uqinw4csdwus", "text_id": null, "start": null, "stop": null, "exact": "as the book says", "prefix": "", "suffix": "", "locator": "{\"paragraph\": null, \"paragraph_end\": null, \"section_paragraph\": null, \"section_paragraph_end\": null, \"section\": [], \"page\": \"12\", \"page_end\": \"12\"}", "meaning": "yellow", "created": "2026-11-25T14:31:18Z"}');
INSERT INTO "act_row" VALUES(7,0,'note',NULL,'{"number": 2, "id": "pjqf7sl3jbjx", "document": "2v267ndqmiyn", "highlight": null, "visibility": "shared", "text": "shared, on the document", "created": "2026-11-25T14:31:18Z", "modified": "2026-11-25T14:31:18Z"}');
INSERT INTO "act_row" VALUES(8,0,'note',NULL,'{"number": 3, "id": "wzsvgzcogo42", "document": null, "highlight": null, "visibility": "private", "text": "on nothing, with أعماق and 😀", "created": "2026-11-25T14:31:18Z", "modified": "2026-11-25T14:31:18Z"}');
INSERT INTO "act_row" VALUES(9,0,'tagging',NULL,'{"subject": "document", "target": "2v267ndqmiyn", "name": "claims"}');
INSERT INTO "act_row" VALUES(9,1,'tagging',NULL,'{"subject": "document", "target": "2v267ndqmiyn", "name": "méthode"}');
INSERT INTO "act_row" VALUES(9,2,'document','{"number": 1, "id": "2v267ndqmiyn", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:17Z", "text_id": "nm4eosuhjden", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:16Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "lxx7a3fbvrk4", "deleted": null}','{"number": 1, "id": "2v267ndqmiyn", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:17Z", "text_id": "nm4eosuhjden", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:16Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "gk4kqyxuqcfs", "deleted": null}');
INSERT INTO "act_row" VALUES(10,0,'former_key',NULL,'{"number": 1, "key": "ellingsen2024reading", "document": "2v267ndqmiyn"}');
INSERT INTO "act_row" VALUES(10,1,'document','{"number": 1, "id": "2v267ndqmiyn", "kind": "analyst-article", "key": "ellingsen2024reading", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024reading claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:17Z", "text_id": "nm4eosuhjden", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:16Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "gk4kqyxuqcfs", "deleted": null}','{"number": 1, "id": "2v267ndqmiyn", "kind": "analyst-article", "key": "ellingsen2024claim", "sort_title": "reading a claim twice", "sort_author": "ellingsen mara 02024", "sort_year": 2024, "words": "reading a claim twice mara ellingsen ellingsen2024claim claims methode", "reference": "{\"type\": \"webpage\", \"title\": \"Reading a claim twice\", \"author\": [{\"family\": \"Ellingsen\", \"given\": \"Mara\"}], \"issued\": {\"date-parts\": [[2024, 3, 14]]}}", "added": "2026-11-25T14:31:17Z", "text_id": "nm4eosuhjden", "original": "8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464", "original_name": "article.md", "provenance": "{\"file\": \"article.md\", \"saved\": \"2026-11-25T14:31:16Z\", \"fields\": {\"title\": \"front matter\", \"author\": \"front matter\", \"issued\": \"front matter\"}, \"extractor\": \"markdown 1\"}", "revision": "llhk4r4agtlz", "deleted": null}');
INSERT INTO "act_row" VALUES(11,0,'collection',NULL,'{"number": 1, "id": "yyemufepgpfr", "name": "Claims", "parent": null}');
INSERT INTO "act_row" VALUES(12,0,'collection',NULL,'{"number": 2, "id": "cljhkvlrsoyv", "name": "Inside", "parent": "yyemufepgpfr"}');
INSERT INTO "act_row" VALUES(13,0,'membership',NULL,'{"collection": "cljhkvlrsoyv", "document": "uqinw4csdwus", "position": 1}');
INSERT INTO "act_row" VALUES(13,1,'membership',NULL,'{"collection": "cljhkvlrsoyv", "document": "2v267ndqmiyn", "position": 2}');
INSERT INTO "act_row" VALUES(14,0,'document','{"number": 4, "id": "nlnkvzopwumd", "kind": "report", "key": "trashnd", "sort_title": "in the trash", "sort_author": "", "sort_year": 0, "words": "in the trash trashnd", "reference": "{\"type\": \"report\", \"title\": \"In the trash\"}", "added": "2026-11-25T14:31:18Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "22rnz5sxpang", "deleted": null}','{"number": 4, "id": "nlnkvzopwumd", "kind": "report", "key": "trashnd", "sort_title": "in the trash", "sort_author": "", "sort_year": 0, "words": "in the trash trashnd", "reference": "{\"type\": \"report\", \"title\": \"In the trash\"}", "added": "2026-11-25T14:31:18Z", "text_id": null, "original": null, "original_name": null, "provenance": "{}", "revision": "zmj33modc7ek", "deleted": "2026-11-25T14:31:18Z"}');
INSERT INTO "act_row" VALUES(15,0,'highlight','{"number": 1, "id": "nbjlm6bzadx4", "document": "2v267ndqmiyn", "text_id": "nm4eosuhjden", "start": 173, "stop": 185, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "meaning": "green", "created": "2026-11-25T14:31:18Z"}','{"number": 1, "id": "nbjlm6bzadx4", "document": "2v267ndqmiyn", "text_id": "nm4eosuhjden", "start": 173, "stop": 185, "exact": "three papers", "prefix": "y some and bayan by others, أعماق by a few. 😀\n\nIt was quoted by ", "suffix": ".", "locator": "{\"paragraph\": 3, \"paragraph_end\": 3, \"section_paragraph\": 2, \"section_paragraph_end\": 2, \"section\": [\"Names before facts\"], \"page\": null, \"page_end\": null}", "meaning": "pink", "created": "2026-11-25T14:31:18Z"}');
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
INSERT INTO "block" VALUES('kgqcwxxfturo',0,'paragraph',0,90,NULL,1,1,'[]',NULL);
INSERT INTO "block" VALUES('kgqcwxxfturo',1,'caption',92,101,NULL,NULL,NULL,'[]',NULL);
INSERT INTO "block" VALUES('kgqcwxxfturo',2,'paragraph',103,193,NULL,2,2,'[]',NULL);
INSERT INTO "block" VALUES('nm4eosuhjden',0,'paragraph',0,57,NULL,1,1,'[]',NULL);
INSERT INTO "block" VALUES('nm4eosuhjden',1,'heading',59,77,2,NULL,NULL,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('nm4eosuhjden',2,'paragraph',79,154,NULL,2,1,'["Names before facts"]',NULL);
INSERT INTO "block" VALUES('nm4eosuhjden',3,'paragraph',156,186,NULL,3,2,'["Names before facts"]',NULL);
CREATE TABLE collection (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    parent TEXT REFERENCES collection (id)
) STRICT;
INSERT INTO "collection" VALUES(1,'yyemufepgpfr','Claims',NULL);
INSERT INTO "collection" VALUES(2,'cljhkvlrsoyv','Inside','yyemufepgpfr');
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
) STRICT;
INSERT INTO "document" VALUES(1,'2v267ndqmiyn','analyst-article','ellingsen2024claim','reading a claim twice','ellingsen mara 02024',2024,'reading a claim twice mara ellingsen ellingsen2024claim claims methode','{"type": "webpage", "title": "Reading a claim twice", "author": [{"family": "Ellingsen", "given": "Mara"}], "issued": {"date-parts": [[2024, 3, 14]]}}','2026-11-25T14:31:17Z','nm4eosuhjden','8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464','article.md','{"file": "article.md", "saved": "2026-11-25T14:31:16Z", "fields": {"title": "front matter", "author": "front matter", "issued": "front matter"}, "extractor": "markdown 1"}','llhk4r4agtlz',NULL);
INSERT INTO "document" VALUES(2,'vr43mtq4kjib','analyst-article','aasndpage','page with a picture','aas jon 00000',0,'a page with a picture jon aas aasndpage','{"type": "webpage", "title": "A page with a picture", "author": [{"family": "Aas", "given": "Jon"}], "language": "en"}','2026-11-25T14:31:18Z','kgqcwxxfturo','80f1885df65b66e278a511c7dacd6cd29fd5528e2d4a9dac5c3911fb9469f9f0','page.html','{"file": "page.html", "saved": "2026-11-25T14:31:16Z", "fields": {"title": "title element", "author": "meta element", "language": "lang attribute"}, "extractor": "html 2"}','4s4ficg76ybd',NULL);
INSERT INTO "document" VALUES(3,'uqinw4csdwus','book','ellingsen2019printed','printed book','ellingsen mara 02019',2019,'a printed book mara ellingsen ellingsen2019printed','{"type": "book", "title": "A printed book", "author": [{"family": "Ellingsen", "given": "Mara"}], "issued": {"date-parts": [[2019]]}}','2026-11-25T14:31:18Z',NULL,NULL,NULL,'{}','pgdhnwcz6liz',NULL);
INSERT INTO "document" VALUES(4,'nlnkvzopwumd','report','trashnd','in the trash','',0,'in the trash trashnd','{"type": "report", "title": "In the trash"}','2026-11-25T14:31:18Z',NULL,NULL,NULL,'{}','zmj33modc7ek','2026-11-25T14:31:18Z');
CREATE TABLE former_key (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    document TEXT NOT NULL REFERENCES document (id)
) STRICT;
INSERT INTO "former_key" VALUES(1,'ellingsen2024reading','2v267ndqmiyn');
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
INSERT INTO "highlight" VALUES(1,'nbjlm6bzadx4','2v267ndqmiyn','nm4eosuhjden',173,185,'three papers','y some and bayan by others, أعماق by a few. 😀

It was quoted by ','.','{"paragraph": 3, "paragraph_end": 3, "section_paragraph": 2, "section_paragraph_end": 2, "section": ["Names before facts"], "page": null, "page_end": null}','green','2026-11-25T14:31:18Z');
INSERT INTO "highlight" VALUES(2,'pm3jl6qckvgm','uqinw4csdwus',NULL,NULL,NULL,'as the book says','','','{"paragraph": null, "paragraph_end": null, "section_paragraph": null, "section_paragraph_end": null, "section": [], "page": "12", "page_end": "12"}','yellow','2026-11-25T14:31:18Z');
CREATE TABLE membership (
    collection TEXT NOT NULL REFERENCES collection (id),
    document TEXT NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (collection, document)
) STRICT, WITHOUT ROWID;
INSERT INTO "membership" VALUES('cljhkvlrsoyv','2v267ndqmiyn',2);
INSERT INTO "membership" VALUES('cljhkvlrsoyv','uqinw4csdwus',1);
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
INSERT INTO "note" VALUES(1,'n4juvddvzy2q','2v267ndqmiyn','nbjlm6bzadx4','private','private thought','2026-11-25T14:31:18Z','2026-11-25T14:31:18Z');
INSERT INTO "note" VALUES(2,'pjqf7sl3jbjx','2v267ndqmiyn',NULL,'shared','shared, on the document','2026-11-25T14:31:18Z','2026-11-25T14:31:18Z');
INSERT INTO "note" VALUES(3,'wzsvgzcogo42',NULL,NULL,'private','on nothing, with أعماق and 😀','2026-11-25T14:31:18Z','2026-11-25T14:31:18Z');
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL
) STRICT;
INSERT INTO "original" VALUES('8819b61f0bc2e97fb66264f4a483d0a2995a4e9f3a062d4ba2463049005fa464',303,'text/markdown');
INSERT INTO "original" VALUES('80f1885df65b66e278a511c7dacd6cd29fd5528e2d4a9dac5c3911fb9469f9f0',489,'text/html');
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
INSERT INTO "setting" VALUES('id','gcwj7xsmtocn');
INSERT INTO "setting" VALUES('created','2026-11-25T14:31:16Z');
INSERT INTO "setting" VALUES('sample','0');
INSERT INTO "setting" VALUES('state','4dwd3veebqns');
CREATE TABLE tagging (
    subject TEXT NOT NULL CHECK (subject IN ('document', 'highlight')),
    target TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (target, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "tagging" VALUES('document','2v267ndqmiyn','claims');
INSERT INTO "tagging" VALUES('document','2v267ndqmiyn','méthode');
INSERT INTO "tagging" VALUES('highlight','nbjlm6bzadx4','check');
CREATE TABLE text (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    extractor TEXT NOT NULL,
    canonical TEXT NOT NULL,
    sketch TEXT NOT NULL
) STRICT;
INSERT INTO "text" VALUES('nm4eosuhjden','8c6b9d093a8d21b35a15634cecb69653cadf6de4e89b3ccb8d83df81e5cab589','markdown 1','A claim is a text before it is a fact. Somebody wrote it.

Names before facts

The outlet is called “Bayān” by some and bayan by others, أعماق by a few. 😀

It was quoted by three papers.','[106243427, 132252134, 148840086, 220482647, 288212749, 392337852, 438019206, 535542592, 673021174, 679202273, 1076698893, 1180528905, 1489258255, 2255599558, 2274557789, 2320812800, 2463257238, 2503978212, 2563293975, 2598601769, 2661506357, 2667756925, 2776632657, 2881273689, 3183829559, 3222283397, 3349830106, 3536950302, 3586342915, 3586589606, 3965547517, 3976724668, 3980087521, 4238813850]');
INSERT INTO "text" VALUES('kgqcwxxfturo','536029bcd8360c9a0a8250a88654b87ca286a1cbba91472f9f540cae43c43b8e','html 2','The words of this paragraph are there so that a page has an article that is worth reading.

A square.

The words of this paragraph come after the picture, and there are enough of them to count.','[317745838, 419315965, 483447583, 562796670, 725104467, 826537403, 872468025, 880502515, 1103896357, 1186951382, 1207475075, 1560507528, 1632958441, 1636882618, 1797099977, 1953752643, 2266397254, 2331300209, 2341152273, 2342092115, 3144126472, 3159184595, 3166218373, 3367096016, 3546767714, 3558005673, 3560771078, 3723339537, 3997043445, 4082360317, 4219155933, 4283043753]');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('act',15);
COMMIT;
PRAGMA application_id = 1396853553;
PRAGMA user_version = 1;
