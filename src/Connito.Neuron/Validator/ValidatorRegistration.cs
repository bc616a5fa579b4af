using Connito.Neuron.Submissions;

namespace Connito.Neuron.Validator;

/// <summary>Registers the validator.</summary>
internal static class ValidatorRegistration
{
    /// <summary>Adds the validator's work and the service that does it.</summary>
    public static IServiceCollection AddValidator(this IServiceCollection services) => services
        .AddSingleton<RoundOpener>().AddSingleton<SubmissionEvaluator>().AddSingleton<RoundRunner>()
        .AddSingleton<WeightSetter>().AddSingleton<MergeRunner>().AddSingleton<BaselineAgreement>().AddSingleton<ValidatorCycle>()
        .AddHostedService<ValidatorService>();
}
