using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Lets several threads share networks that are too small for it to pay: tests have small networks, and look at what threads do.</summary>
internal static class SmallNetworks
{
    [ModuleInitializer]
    internal static void ShareThem() => Network.LeastShare = 1;
}
