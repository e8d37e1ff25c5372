using System.Buffers.Binary;
using System.IO.Compression;

namespace Cajal.Plots.Drawing;

/// <summary>Writes pixels as a PNG file (ISO/IEC 15948), 8 bits a channel: red, green, blue, and, with four channels, opacity.</summary>
internal static class PngEncoder
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] _crcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <param name="dotsPerMetre">Pixels a metre on paper; null where it does not matter.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels = 3, int? dotsPerMetre = null)
    {
        using MemoryStream file = new();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, (byte)(channels == 4 ? 6 : 2));
        WriteChunk(file, "IHDR"u8, header);

        if (dotsPerMetre is { } dots)
        {
            Span<byte> density = stackalloc byte[9];
            BinaryPrimitives.WriteInt32BigEndian(density, dots);
            BinaryPrimitives.WriteInt32BigEndian(density[4..], dots);
            density[8] = 1;
            WriteChunk(file, "pHYs"u8, density);
        }

        WriteChunk(file, "IDAT"u8, Compress(pixels, channels * width));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Each row stands behind the number of its filter: 0, none, which suits large areas of one colour.
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int stride)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal))
        {
            for (; !pixels.IsEmpty; pixels = pixels[stride..])
            {
                zlib.WriteByte(0);
                zlib.Write(pixels[..stride]);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data) { crc = _crcTable[(byte)(crc ^ b)] ^ (crc >> 8); }
        return crc;
    }

    private static uint CrcOf(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++) { crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1); }
        return crc;
    }
}
