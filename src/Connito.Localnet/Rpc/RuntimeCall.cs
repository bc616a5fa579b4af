using Connito.Chain.Scale;
using Connito.Localnet.Blocks;
using Connito.Localnet.State;

namespace Connito.Localnet.Rpc;

/// <summary>Answers <c>state_call</c> from the runtime's declared APIs.</summary>
internal static class RuntimeCall
{
    /// <exception cref="RpcFault">There is no such method, or its inputs are others.</exception>
    public static byte[] Run(LocalRuntime runtime, string name, byte[] inputs, IStateReader state)
    {
        var method = runtime.Apis.FirstOrDefault(api => $"{api.Api}_{api.Method}" == name) ?? throw RpcFault.NoSuchApi(name);
        try
        {
            var reader = new ScaleReader(inputs);
            var output = method.Answer(state, ref reader);
            reader.EnsureEnd();
            return output;
        }
        catch (ScaleFormatException fault)
        {
            throw RpcFault.BadApiInput(name, fault.Message);
        }
    }
}
