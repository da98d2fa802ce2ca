using System.Globalization;
using System.Text.Json;
using Ledger.Cryptography;
using Ledger.Cryptography.Text;
using Ledger.Model.Values;

namespace Ledger.Model.Genesis;

/// <summary>
/// One value of a genesis file with its place. What is missing or wrong becomes a fault and reads as a default, so that
/// one pass finds everything.
/// </summary>
internal readonly struct GenesisNode(JsonElement element, string place, List<GenesisFault> faults)
{
    public bool IsPresent => element.ValueKind != JsonValueKind.Undefined;

    /// <summary>The value of a property that has to be there.</summary>
    public GenesisNode this[string name] =>
        new(Find(name), place.Length == 0 ? name : $"{place}.{name}", faults);

    public void Fault(string message) => faults.Add(new(place.Length == 0 ? "file" : place, message));

    /// <summary>Refuses properties that nobody reads.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        if (!Is(JsonValueKind.Object, "an object"))
            return;
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                this[property.Name].Fault("this property is not known");
        }
    }

    public List<T> List<T>(Func<GenesisNode, T> read, int min, int max)
    {
        var items = new List<T>();
        if (!Is(JsonValueKind.Array, "a list"))
            return items;
        if (element.GetArrayLength() < min || element.GetArrayLength() > max)
            Fault($"must have {min} to {max} entries");
        foreach (var item in element.EnumerateArray())
        {
            var index = items.Count.ToString(CultureInfo.InvariantCulture);
            items.Add(read(new(item, $"{place}[{index}]", faults)));
        }

        return items;
    }

    public string Text() => Is(JsonValueKind.String, "a text") ? element.GetString() ?? "" : "";

    public bool Flag()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        Is(JsonValueKind.True, "true or false");
        return false;
    }

    public ulong Number(ulong min, ulong max)
    {
        if (!Is(JsonValueKind.Number, "a number"))
            return min;
        if (element.TryGetUInt64(out var value) && value >= min && value <= max)
            return value;
        Fault(string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));
        return min;
    }

    /// <summary>Amounts are texts in JSON: other readers lose digits of large numbers.</summary>
    public Amount Amount(ulong min)
    {
        var text = Text();
        var isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var units);
        var isPlain = string.Equals(text, "0", StringComparison.Ordinal) || !text.StartsWith('0');
        if (isNumber && isPlain && units >= min && units <= Values.Amount.SupplyMax.Units)
            return new(units);
        if (IsPresent)
            Fault($"must be a text of digits from {min} to {Values.Amount.SupplyMax}");
        return new(min);
    }

    /// <summary>Lower-case hexadecimal, two characters a byte.</summary>
    public byte[] Bytes(int sizeMax)
    {
        var text = Text();
        var isHex = text.Length > 0 && text.Length % 2 == 0 && text.Length <= 2 * sizeMax
            && text.All(char.IsAsciiHexDigitLower);
        if (isHex)
            return Convert.FromHexString(text);
        if (IsPresent)
            Fault("must be lower-case hexadecimal");
        return [];
    }

    public Digest Digest()
    {
        var bytes = Bytes(Cryptography.Digest.Size);
        if (!Cryptography.Digest.TryRead(bytes, out var digest) && bytes.Length > 0)
            Fault("must be 32 bytes");
        return digest;
    }

    public AccountId Account()
    {
        if (TextForm.Account.TryRead(Text(), out var account))
            return new(account);
        if (IsPresent)
            Fault("must be an account id (acc1…)");
        return default;
    }

    public T Choice<T>(IReadOnlyList<(string Name, T Value)> choices)
    {
        var text = Text();
        foreach (var (name, value) in choices)
        {
            if (string.Equals(name, text, StringComparison.Ordinal))
                return value;
        }

        if (IsPresent)
            Fault("must be one of " + string.Join(", ", choices.Select(choice => choice.Name)));
        return choices[0].Value;
    }

    private JsonElement Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private bool Is(JsonValueKind kind, string description)
    {
        if (element.ValueKind == kind)
            return true;
        Fault(IsPresent ? $"must be {description}" : $"is missing; must be {description}");
        return false;
    }
}
