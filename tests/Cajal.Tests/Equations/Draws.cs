namespace Cajal.Equations;

/// <summary>Numbers for random tests, the same on every run: SplitMix64 (Steele, Lea and Flood 2014).</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
