namespace Cajal.Store;

/// <summary>The tables of a run file, as docs/run-file.md explains them.</summary>
internal static class Schema
{
    /// <summary>Marks the file for tools that look at it from outside: "Caja" in SQLite's application_id.</summary>
    public const int ApplicationId = 0x43616A61;

    /// <summary>Number of this layout of the tables; a file of a later one is refused.</summary>
    public const int Version = 1;

    public const string Tables = """
        CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE populations (position INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, first_neuron INTEGER NOT NULL);
        CREATE TABLE recordings (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, source TEXT NOT NULL, elements TEXT NOT NULL);
        CREATE TABLE columns (
            recording INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, count INTEGER NOT NULL, unit TEXT NOT NULL,
            PRIMARY KEY (recording, position)) WITHOUT ROWID;
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY, recording INTEGER NOT NULL, first_row INTEGER NOT NULL, rows INTEGER NOT NULL, dt_s REAL NOT NULL,
            sha256 BLOB NOT NULL, data BLOB NOT NULL, UNIQUE (recording, first_row));
        CREATE TABLE checkpoints (
            id INTEGER PRIMARY KEY, time_s REAL NOT NULL, rows TEXT NOT NULL, bytes INTEGER NOT NULL, blocks INTEGER NOT NULL, sha256 BLOB NOT NULL);
        CREATE TABLE blocks (
            checkpoint INTEGER NOT NULL, number INTEGER NOT NULL, sha256 BLOB NOT NULL, data BLOB NOT NULL, UNIQUE (checkpoint, number));
        CREATE TABLE log (id INTEGER PRIMARY KEY, time_s REAL NOT NULL, text TEXT NOT NULL);
        """;
}
