-- A catalog of schema version 1, written by the program of that time: one file, an open item and a closed one.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO state VALUES('encoder','static:cd768728f8886c71');
INSERT INTO state VALUES('generation','2');
INSERT INTO state VALUES('revision:1','0df2dd7122b571cf');
INSERT INTO state VALUES('revision:2','0c6fddd96f280277');
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    ingested_at TEXT NOT NULL
);
INSERT INTO sources VALUES(1,'minutes.txt','da1a819f7e9ccab50df5ad1292d39817d6f52e2408e2558f5915781a618d076a','2026-11-22T19:13:05+00:00');
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    body TEXT NOT NULL,
    date TEXT NOT NULL,
    day INTEGER NOT NULL,
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    head TEXT NOT NULL
);
INSERT INTO meetings VALUES(1,1,'Teknikudvalget','2021-05-12',20210512,'16:30','Sal B',replace('Referat\nTeknikudvalget\nMødedato: 12. maj 2021 kl. 16:30\nSted: Sal B','\n',char(10)));
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    case_number TEXT NOT NULL,
    closed INTEGER NOT NULL,
    text TEXT NOT NULL,
    page INTEGER,
    outcome TEXT NOT NULL
);
INSERT INTO items VALUES(1,1,1,'1','Ny cykelsti langs Åvej','05.01.00-G01-7-21',0,replace('Punkt 1: Ny cykelsti langs Åvej\n\n05.01.00-G01-7-21\n\nSagsfremstilling\n\nForvaltningen har indhentet tre tilbud på en sti langs Åvej.\n\nBeslutning\n\nUdvalget besluttede at anlægge stien i 2022.','\n',char(10)),NULL,'godkendt');
INSERT INTO items VALUES(2,1,2,'2','Lukket punkt','',1,'Punkt 2: Lukket punkt',NULL,'lukket');
CREATE TABLE sections (
    item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    body TEXT NOT NULL,
    date TEXT,
    PRIMARY KEY (item_id, ordinal)
) WITHOUT ROWID;
INSERT INTO sections VALUES(1,0,'sagsfremstilling','Sagsfremstilling',70,130,'',NULL);
INSERT INTO sections VALUES(1,1,'beslutning','Beslutning',144,188,'',NULL);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    section INTEGER,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    vector BLOB NOT NULL,
    generation INTEGER NOT NULL
);
INSERT INTO chunks VALUES(1,1,NULL,'beslutning','Beslutning',0,188,replace('Punkt 1: Ny cykelsti langs Åvej\n\n05.01.00-G01-7-21\n\nSagsfremstilling\n\nForvaltningen har indhentet tre tilbud på en sti langs Åvej.\n\nBeslutning\n\nUdvalget besluttede at anlægge stien i 2022.','\n',char(10)),X'4d2a83af43a0302a3baaca0dbda99cab8c9bd50e7f29071ddf26ee29d42302a2c6a47625c6253f29642804a48027e1a6a61b7b9d99211a27ce98b39e1b180c2c6d25082339a98c2a532797186da754a93ca65f2a219e0b25e52803234a9ae6a4aba9bfa8f328ee2833a8f8a861aa3a2307aed02c0fa5af265829009e8dae08a73aa8882d47b0739e4329aea56da91526eaa04f2b57a6482a66a72d28fba6e2a6e8964dab8ca9b7a421a5cdac2da41129b5a58d191026e327a7a816a92a267f2526246729192c9125d52b56a5dda266a5f8a77fa3c02926a854a9d229f2a35da8bead542495a4a2a8a5a405a9ecabc5a743ad5ca57824b62866a86a282f993fae5fa72ead8ca20a27752370287aa81c2ce41b7e2a91a17fabf5aca927062b1a210eac91294925792b882942a3301f2eaeb1a69620141e30ae8e1e16ab38a5d42b1c2c7c29f41d56a57c2d3db0b5286b28f023fd2c3990d1abeca535a6ce20a4a8fd2e392bc7a1ea1bb4a58d9c979910a6731ea522301d0d2ac49f37ac72299aae6eab5b25982d3fad0c24ec9707a419ac61252128a01ea7206625cb997a22e92ed9a6d3a20c2b7ba76fab64271c2ecdaafb2074a9f51d842b272ca32c422b991f002278261327f5ab721b8b296ba9f2ae16a0dbaa35acab2c8ca0b3a11d2d20a81aa710297328ab0c4b1f97a49c9402ab88a801ac632936a5fd9ef42c5baadb28501833ad191a7aaa841a2825b81c40aca52838a6ffa5dda27729f624c220cd2be1205f26b9adcba9952892254e23481cfb98b09c9faac82b512a10284ba99e96cf227f2818a8989fe3acaa2a162485a4fdabcd29969ca222fd9c6eae18a80fa4bfa9d5269927ed255c2de9a441a88d273ca57d1b4daa5720262cc91a412aef2bada8912a52a997ad482462259022a8aae02d05a6c0267ea86d1c049f752794ab172c3e208628bfa6f9aba7aae0a554adf6a9a72d0f19be9727291f28d9ab2fa9a1ac49aba6a4cba3831abc9cbda4daa8fb242d254020af2abf26c01b0420c223dba590aac2a6942b032c9ba900a591aa49ac422a4527572b14ab562a1d29df9d492d6da679ad7fa9722684aa9b2643a176aa5025ee1f53294721732a14a592a58720aca4db26b99f6326189eb92c29a6e32b292be02d1dad66ac7799e828d524f1ab4a27de265218972a26a70d9d202223a9972bdea9cc2d03a7ed1c4e27e325312d6e2869a482aa2f3051aa5f2028aecd260825e5a6159e30a1a5a569172e30a021f5ae022ab5ac52a48d249229f9a045ac272a3a28b524cf29d72d00a1a225952c1c207fa550a8d32bfdab70228628df196aa33b26a528b02383aa0d21351c6327c6a9642a07aa3f2a379a54a36e2cd9aaa82a80a2d927b4274fa86225c429c82cd4a5fc2c63ad7a249e23b2a68129b1a1eb21cba6bd1deb2842ab3eaa021d',2);
CREATE TABLE removals (
    chunk_id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL
);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('meetings',1);
INSERT INTO sqlite_sequence VALUES('items',2);
INSERT INTO sqlite_sequence VALUES('chunks',1);
CREATE INDEX meetings_day ON meetings (day);
CREATE INDEX meetings_source ON meetings (source_id);
CREATE INDEX items_meeting ON items (meeting_id);
CREATE INDEX items_case ON items (case_number);
CREATE INDEX chunks_item ON chunks (item_id);
CREATE INDEX chunks_generation ON chunks (generation);
CREATE INDEX removals_generation ON removals (generation);
COMMIT;
PRAGMA user_version = 1;
