using BenchmarkDotNet.Running;
using Hearsay.Benchmarks;

// dotnet run -c Release --project bench/Hearsay.Benchmarks -- throughput [JSONL]   the whole of `read` but its output, one core
// dotnet run -c Release --project bench/Hearsay.Benchmarks -- stages JSONL [N]     each stage apart, as JSON; bench/wink/compare.sh sets it beside wink-nlp
// dotnet run -c Release --project bench/Hearsay.Benchmarks -- ledger N FILE          N articles with ten claims each into a ledger, and searches in it
// dotnet run -c Release --project bench/Hearsay.Benchmarks -- workbench FILE         every screen of the workbench over such a ledger
// dotnet run -c Release --project bench/Hearsay.Benchmarks -- clusters LEDGER N NEW  its claims N times, into clusters from scratch and one article at a time
// dotnet run -c Release --project bench/Hearsay.Benchmarks -- --filter '*'          parts, with BenchmarkDotNet
if (args is ["throughput", ..])
{
    return Throughput.Run(args.Length > 1 ? args[1] : "../shared/data/load/open-4k.jsonl.gz");
}

if (args is ["stages", _, ..])
{
    return Stages.Run(args[1], args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue);
}

if (args is ["parts", _, ..])
{
    return Parts.Run(args[1], args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue);
}

if (args is ["ledger", _, _])
{
    return await LedgerLoad.RunAsync(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), args[2]);
}

if (args is ["workbench", _])
{
    return await WorkbenchLoad.RunAsync(args[1]);
}

if (args is ["clusters", _, _, _])
{
    return await ClusterLoad.RunAsync(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture), args[3]);
}

BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args);
return 0;
