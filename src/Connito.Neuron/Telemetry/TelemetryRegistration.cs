using System.Text.Json;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;

namespace Connito.Neuron.Telemetry;

/// <summary>Registers what the neuron says of itself: <c>/status</c> as JSON, <c>/metrics</c> for Prometheus.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds status and metrics.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, NeuronRole role)
    {
        services.AddSingleton(provider => new NeuronStatus(
            role, provider.GetRequiredService<NeuronIdentity>().Hotkey, provider.GetRequiredService<PhaseClock>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(NeuronMetrics.MeterName).AddPrometheusExporter());
        return services;
    }

    /// <summary>Adds the endpoints. They tell nothing that the chain does not, save what goes on now, and are open to all.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        var status = app.Services.GetRequiredService<NeuronStatus>();
        var clock = app.Services.GetRequiredService<PhaseClock>();
        clock.HeadSeen += head => NeuronMetrics.Shared.Block(clock.Schedule.At(head.Number));
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGet("/status", (RequestDelegate)(context =>
        {
            context.Response.ContentType = "application/json";
            return JsonSerializer.SerializeAsync(context.Response.Body, status.Report(), StatusJson.Default.StatusReport, context.RequestAborted);
        }));
    }
}
