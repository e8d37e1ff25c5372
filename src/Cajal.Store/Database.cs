using Microsoft.Data.Sqlite;

namespace Cajal.Store;

/// <summary>A connection to a run file. Its failures are <see cref="ModelException"/>s that say what to do.</summary>
internal sealed class Database : IDisposable
{
    // Pages as large as SQLite allows suit blobs of a megabyte; 256 of them in the log are 16 MiB.
    private const string Settings = "PRAGMA page_size = 65536; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 256;";
    private const string Kept = "what was written until here is kept, and the run can go on from its last checkpoint.";
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private readonly string _path;

    static Database() => SQLitePCL.Batteries_V2.Init();

    private Database(string path, SqliteOpenMode mode)
    {
        _path = path;
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        Try(_connection.Open);
    }

    /// <summary>Makes a new run file.</summary>
    /// <exception cref="ModelException">There is a file of this name, or it cannot be made.</exception>
    public static Database Create(string path)
    {
        if (File.Exists(path)) { throw new ModelException($"There is a file '{path}' already, and a run file is never overwritten. Delete it, name another one, or resume it."); }
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) { Directory.CreateDirectory(folder); }
        Database database = new(path, SqliteOpenMode.ReadWriteCreate);
        database.Execute(Settings);
        database.Execute($"BEGIN; PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version}; {Schema.Tables} COMMIT;");
        return database;
    }

    /// <summary>Opens a run file.</summary>
    /// <param name="writes">Whether to go on writing it.</param>
    /// <exception cref="ModelException">It is not there, or no run file, or one of a later version.</exception>
    public static Database Open(string path, bool writes)
    {
        if (!File.Exists(path)) { throw new ModelException($"There is no run file '{path}'."); }
        Database database = new(path, writes ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly);
        try
        {
            if (database.Scalar<long>("PRAGMA application_id") != Schema.ApplicationId) { throw new ModelException($"'{path}' is a database, but no run file of Cajal."); }
            var version = database.Scalar<long>("PRAGMA user_version");
            if (version != Schema.Version) { throw new ModelException($"'{path}' has version {version} of the run file, and this Cajal reads version {Schema.Version}. Use the Cajal that wrote it."); }
            if (writes) { database.Execute(Settings); }
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that give nothing back; <c>$0</c>, <c>$1</c>, ... stand for the values.</summary>
    public void Execute(string sql, params ReadOnlySpan<object> values)
    {
        var command = Command(sql, values);
        Try(() => command.ExecuteNonQuery());
    }

    /// <summary>The rows that a query finds.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        var command = Command(sql, values);
        List<T> rows = [];
        Try(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read()) { rows.Add(read(reader)); }
        });
        return rows;
    }

    /// <summary>The one value that a query finds.</summary>
    /// <exception cref="ModelException">It finds none.</exception>
    public T Scalar<T>(string sql, params ReadOnlySpan<object> values) =>
        Query(sql, r => r.GetFieldValue<T>(0), values) is [var value, ..] ? value : throw Damaged("a value is missing");

    /// <summary>Sets one of the named values of the table <c>run</c>.</summary>
    public void Set(string name, string value) => Execute("INSERT INTO run VALUES ($0, $1) ON CONFLICT (name) DO UPDATE SET value = $1", name, value);

    /// <summary>What to say of a file that holds what no run writes.</summary>
    public ModelException Damaged(string what) => new($"'{_path}' is damaged: {what}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values) { command.Dispose(); }
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = _connection.CreateCommand();
            command.CommandText = sql;
        }

        command.Parameters.Clear();
        for (var k = 0; k < values.Length; k++)
        {
            var parameter = command.Parameters.AddWithValue($"${k}", values[k]);
            if (values[k] is ArraySegment<byte> bytes) { (parameter.Value, parameter.Size) = (bytes.Array, bytes.Count); }
        }

        return command;
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException e)
        {
            throw Explained(e);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new ModelException(Damaged($"a value is of the wrong kind ({e.Message})").Message, e);
        }
    }

    private ModelException Explained(SqliteException e) => new(
        e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => $"The disk is full, so '{_path}' cannot grow. Make room; {Kept}",
            SQLitePCL.raw.SQLITE_IOERR => $"'{_path}' cannot be written or read ({e.Message}). Is the disk full, or gone? Then make room; {Kept}",
            SQLitePCL.raw.SQLITE_NOTADB => $"'{_path}' is no run file.",
            SQLitePCL.raw.SQLITE_CORRUPT => $"'{_path}' is damaged: {e.Message}.",
            SQLitePCL.raw.SQLITE_CANTOPEN => $"'{_path}' cannot be opened: {e.Message}.",
            SQLitePCL.raw.SQLITE_READONLY => $"'{_path}' cannot be written: the file or its folder is read-only.",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => $"'{_path}' is being written by another run.",
            _ => $"'{_path}': {e.Message}.",
        },
        e);
}
