using System.Collections.ObjectModel;
using System.Text;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order. A name that ends in <c>-bin</c> carries bytes.</summary>
public sealed class Metadata : Collection<Metadata.Entry>
{
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Read-only: adding to it throws.</summary>
    public static readonly Metadata Empty = new(Array.Empty<Entry>());

    public Metadata()
    {
    }

    private Metadata(IList<Entry> entries)
        : base(entries)
    {
    }

    public void Add(string key, string value) => Add(new(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new(key, valueBytes));

    /// <summary>The last entry of that name, as gRPC has it, or null.</summary>
    public Entry? Get(string key) => GetAll(key).LastOrDefault();

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key) =>
        this.Where(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>One name with its value. Names are lower-cased; the transport refuses what HTTP cannot carry.</summary>
    public sealed class Entry
    {
        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
            : this(key)
        {
            ArgumentNullException.ThrowIfNull(value);
            if (IsBinary)
                throw new ArgumentException($"'{key}' names a binary value.", nameof(key));
            _text = value;
        }

        public Entry(string key, byte[] valueBytes)
            : this(key)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            if (!IsBinary)
                throw new ArgumentException($"'{key}' names a text value; binary names end in -bin.", nameof(key));
            _bytes = valueBytes;
        }

        private Entry(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            Key = key.ToLowerInvariant();
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public string Value => _text ?? throw new InvalidOperationException($"'{Key}' is binary: read ValueBytes.");

        public byte[] ValueBytes => _bytes ?? Encoding.ASCII.GetBytes(_text!);

        public override string ToString() => IsBinary ? $"{Key}: {ValueBytes.Length} bytes" : $"{Key}: {Value}";
    }
}
