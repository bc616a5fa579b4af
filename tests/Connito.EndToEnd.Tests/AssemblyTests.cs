namespace Connito.EndToEnd.Tests;

public class AssemblyTests
{
    [Fact]
    public void Loads() => Assert.NotNull(System.Reflection.Assembly.Load("connito"));
}
