using System.Buffers.Binary;
using System.IO.Compression;

namespace Cajal.Tests.Plots;

/// <summary>Reads the PNG files that the library writes: 8 bits a channel, rows without filter. Written apart from the encoder, as its oracle.</summary>
internal sealed record PngImage(int Width, int Height, byte[] Rgb)
{
    public static PngImage Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var (width, height) = (0, 0);
        using MemoryStream packed = new();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            var data = file.AsSpan(at + 8, length);
            Assert.Equal(Crc(file.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            if (type == "IHDR") { (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..])); }
            if (type == "IDAT") { packed.Write(data); }
            at += 12 + length;
        }

        packed.Position = 0;
        using ZLibStream zlib = new(packed, CompressionMode.Decompress);
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
        {
            Assert.Equal(0, zlib.ReadByte());
            zlib.ReadExactly(rgb, row * 3 * width, 3 * width);
        }

        Assert.Equal(-1, zlib.ReadByte());
        return new(width, height, rgb);
    }

    /// <summary>Brightness of a pixel, 0 to 255.</summary>
    public double BrightnessAt(int x, int y) => Rgb.AsSpan(3 * (y * Width + x), 3) is var p ? (p[0] + p[1] + p[2]) / 3.0 : 0;

    // Bit by bit from the definition: polynomial 0x04C11DB7 reflected.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) { crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1))); }
        }

        return ~crc;
    }
}
