using System.Globalization;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;
using Connito.Neuron.Hosting;
using Connito.Neuron.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Connito.Neuron.Transport;

/// <summary>What a validator's axon serves over HTTP: shards taken from miners, revisions given to registered hotkeys.</summary>
/// <remarks>README.md in this folder. Shards are given to others from MinerCommit2 on, when no one can commit them as their own any more.</remarks>
internal sealed class AxonEndpoints(
    NeuronIdentity self, RequestGuard guard, RevisionLog revisions, FileVault vault, PhaseClock clock, UploadReceiver uploads, ILogger<AxonEndpoints> log)
{
    private const string RevisionRoute = "/v1/revisions/{hotkey}/{cycle}";

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(RevisionRoute, (RequestDelegate)(context => GuardedAsync(context, GetManifestAsync)));
        routes.MapGet(RevisionRoute + "/{name}", (RequestDelegate)(context => GuardedAsync(context, GetFileAsync)));
        routes.MapMethods(RevisionRoute + "/{name}", [HttpMethods.Head], (RequestDelegate)(context => GuardedAsync(context, HeadUploadAsync)));
        routes.MapPut(RevisionRoute + "/{name}", (RequestDelegate)(context => GuardedAsync(context, PutFileAsync)));
    }

    /// <summary>Where a revision's list of files, or one of its files, stands on an axon.</summary>
    public static string PathOf(Hotkey owner, uint cycle, string? name = null) =>
        $"/v1/revisions/{owner}/{cycle}{(name is null ? "" : "/" + name)}";

    private async Task GuardedAsync(HttpContext context, Func<HttpContext, Hotkey, Target, Task> serve)
    {
        var verdict = await guard.JudgeAsync(context.Request, context.RequestAborted);
        if (verdict is RequestVerdict.Denied denied)
        {
            log.RequestDenied(context.Request.Headers[SignedRequest.HotkeyHeader].ToString(), denied.Status, denied.Reason);
            await AnswerAsync(context, denied.Status, denied.Reason);
        }
        else if (Target.TryRead(context.Request.RouteValues, clock.Schedule, out var target))
        {
            await serve(context, ((RequestVerdict.Allowed)verdict).Hotkey, target);
        }
        else
        {
            await AnswerAsync(context, 404, "no such path");
        }
    }

    private async Task GetManifestAsync(HttpContext context, Hotkey asker, Target target)
    {
        if (await FindAsync(context, asker, target) is not { } revision)
            return;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, RevisionManifest.Of(revision), TransportJson.Default.RevisionManifest, context.RequestAborted);
    }

    private async Task GetFileAsync(HttpContext context, Hotkey asker, Target target)
    {
        if (await FindAsync(context, asker, target) is not { } revision)
            return;
        if (revision.Find(target.Name!) is not { } file || !vault.Contains(file.Hash))
        {
            await AnswerAsync(context, 404, $"the revision has no file {target.Name}");
            return;
        }

        // The path is made of the hash alone: nothing the asker wrote gets into it.
        await Results.File(
            vault.PathOf(file.Hash), "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }

    private async Task HeadUploadAsync(HttpContext context, Hotkey asker, Target target)
    {
        if (asker != target.Owner || !FileHash.TryParse(context.Request.Headers[SignedRequest.ContentHeader], out var hash))
        {
            await AnswerAsync(context, 403, "an owner asks for its own upload, by its hash");
            return;
        }

        context.Response.Headers[SignedRequest.ReceivedHeader] = uploads.Received(asker, hash).ToString(CultureInfo.InvariantCulture);
    }

    private async Task PutFileAsync(HttpContext context, Hotkey asker, Target target)
    {
        var request = context.Request;
        if (asker != target.Owner)
            await AnswerAsync(context, 403, "a hotkey uploads under its own name");
        else if (!FileHash.TryParse(request.Headers[SignedRequest.ContentHeader], out var hash)
            || !ByteRange.TryParse(request.Headers.ContentRange, out var range))
            await AnswerAsync(context, 400, $"headers {SignedRequest.ContentHeader} and Content-Range are wanted");
        else
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = Math.Min(uploads.LargestBytes, range.To - range.From + 1);
            var upload = new UploadRequest(asker, target.Cycle.Index, target.Name!, hash);
            var answer = await uploads.ReceiveAsync(upload, range, request.Body, context.RequestAborted);
            context.Response.Headers[SignedRequest.ReceivedHeader] = uploads.Received(asker, hash).ToString(CultureInfo.InvariantCulture);
            await AnswerAsync(context, answer.Status, answer.Reason);
        }
    }

    private async Task<Revision?> FindAsync(HttpContext context, Hotkey asker, Target target)
    {
        var opens = target.Cycle.Start(target.Owner == self.Hotkey ? CyclePhase.ValidatorCommit2 : CyclePhase.MinerCommit2);
        if (asker != target.Owner && !clock.HasReached(opens))
        {
            await AnswerAsync(context, 403, $"given to others from block {opens} on");
            return null;
        }

        var revision = revisions.Find(target.Owner, target.Cycle.Index);
        if (revision is null)
            await AnswerAsync(context, 404, $"nothing of {target.Owner} in cycle {target.Cycle}");
        return revision;
    }

    private static Task AnswerAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
            return context.Response.WriteAsync(reason, context.RequestAborted);

        context.Response.Headers[SignedRequest.ReasonHeader] = reason;
        return Task.CompletedTask;
    }

    /// <summary>What a path names.</summary>
    private sealed record Target(Hotkey Owner, Cycle Cycle, string? Name)
    {
        public static bool TryRead(RouteValueDictionary values, CycleSchedule schedule, out Target target)
        {
            target = null!;
            string? name = values["name"] as string;
            if (!Hotkey.TryParse(values["hotkey"] as string, out var owner)
                || !uint.TryParse(values["cycle"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
                || index >= (uint.MaxValue / schedule.LengthBlocks) - 1
                || (name is not null && !CheckpointFileName.IsValid(name)))
                return false;

            target = new Target(owner, new Cycle(index, schedule), name);
            return true;
        }
    }
}
