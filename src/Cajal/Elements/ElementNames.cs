namespace Cajal.Elements;

/// <summary>Names of messages and fields that the library itself looks for.</summary>
internal static class ElementNames
{
    public const string SpikeOut = "spikeOut";
    public const string AddSpike = "addSpike";
    public const string AddPostSpike = "addPostSpike";
    public const string ActivationOut = "activationOut";
    public const string Activation = "activation";
    public const string VmOut = "VmOut";
    public const string Output = "output";
    public const string InjectMsg = "injectMsg";
    public const string RequestOut = "requestOut";
    public const string Input = "input";
    public const string NumSynapses = "numSynapses";
}
