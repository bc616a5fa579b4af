using Connito.Neuron.Commands;

return await CommandLine.RunAsync(args, CommandServices.OfProcess());
