namespace Cajal.Runtime.Random;

/// <summary>One lane: for tails, and for machines without wide vectors.</summary>
internal readonly unsafe struct PhiloxLanes1 : IPhiloxLanes<ulong>
{
    public static int Count => 1;

    public static ulong All(uint word) => word;

    public static ulong Consecutive(uint first) => first;

    public static ulong Listed(int* words) => (uint)*words;

    public static ulong Multiply(ulong a, ulong b) => (ulong)(uint)a * (uint)b;

    public static ulong HighHalf(ulong a) => a >> 32;

    public static ulong Xor(ulong a, ulong b, ulong c) => a ^ b ^ c;

    public static void StoreUniform(ulong u0, ulong u1, double* destination) => *destination = UniformBits.ToDouble(u0, u1);

    public static void StoreUniform(ulong u, float* destination) => *destination = UniformBits.ToSingle(u);

    public static void StoreBits(ulong u0, ulong u1, ulong* destination) => *destination = (uint)u0 | (u1 << 32);
}
