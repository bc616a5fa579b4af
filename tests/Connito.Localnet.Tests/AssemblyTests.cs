namespace Connito.Localnet.Tests;

public class AssemblyTests
{
    [Fact]
    public void Loads() => Assert.NotNull(System.Reflection.Assembly.Load("Connito.Localnet"));
}
