using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Localnet.Tests.Polkadot;

/// <summary>A client that nobody here wrote, against the node.</summary>
public class PolkadotJsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Polkadot_js_reads_the_metagraph_and_sets_weights()
    {
        var folder = await InstallAsync();
        var options = new LocalnetOptions { Genesis = TestKeys.Genesis(), Port = 0, BlockTime = TimeSpan.FromMilliseconds(250) };
        await using var node = new LocalnetNode(options, NullLoggerFactory.Instance, TimeProvider.System);
        await node.StartAsync(CancellationToken.None);

        var (output, error, code) = await RunAsync(folder, "node", "neuron.mjs", node.Endpoint!.ToString());

        Assert.True(code == 0, error);
        var seen = JsonNode.Parse(output)!;
        Assert.Equal(node.GenesisHash.ToString(), seen["genesis"]!.GetValue<string>());
        Assert.Equal(
            new[] { TestKeys.Validator, TestKeys.MinerOne, TestKeys.MinerTwo }.Select(key => key.Account.ToString()),
            seen["metagraph"]!.AsArray().Select(neuron => neuron!["hotkey"]!.GetValue<string>()));
        Assert.Equal("[true,false,false]", seen["permits"]!.ToJsonString());
        Assert.Equal("[[1,65535],[2,21845]]", seen["weights"]!.ToJsonString());
        Assert.Equal("1000000000000", seen["balance"]!.GetValue<string>());
        Assert.Contains("Finalized", seen["included"]!["statuses"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("subtensorModule.WeightsSet", seen["included"]!["events"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(seen["included"]!["error"]);
        Assert.Equal("FirstEmissionBlockNumberAlreadySet", seen["refused"]!["error"]!.GetValue<string>());
        Assert.Equal(3, seen["neurons"]!.GetValue<int>());
    }

    /// <summary>The client's packages, installed once below the build's outputs.</summary>
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Polkadot");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "polkadot-js")).FullName;
        foreach (var name in new[] { "package.json", "neuron.mjs" })
            File.Copy(Path.Combine(source, name), Path.Combine(folder, name), overwrite: true);
        if (Directory.Exists(Path.Combine(folder, "node_modules", "@polkadot", "api")))
            return folder;

        var (_, error, code) = await RunAsync(folder, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
        Assert.SkipUnless(code == 0, $"npm cannot install polkadot-js here: {error}");
        return folder;
    }

    private static async Task<(string Output, string Error, int Code)> RunAsync(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(Patience);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (await output, await error, process.ExitCode);
        }
        catch (Win32Exception fault)
        {
            Assert.Skip($"'{command}' is not on this machine: {fault.Message}");
            throw;
        }
    }
}
