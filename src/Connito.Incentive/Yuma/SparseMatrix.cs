namespace Connito.Incentive.Yuma;

/// <summary>A value at a column of a <see cref="SparseMatrix"/>'s row.</summary>
internal readonly record struct Cell(int Column, I32F32 Value);

/// <summary>A square matrix that knows the difference between a stored zero and an absent value, as the runtime's sparse rows do.</summary>
/// <remarks>Source: pallets/subtensor/src/epoch/math.rs, the <c>_sparse</c> functions. Columns of a row never repeat.</remarks>
internal sealed class SparseMatrix(Cell[][] rows)
{
    public int Count => rows.Length;

    public ReadOnlySpan<Cell> Row(int row) => rows[row];

    /// <summary>The cells for which <paramref name="keep"/> holds, asked with row, column and value.</summary>
    public SparseMatrix Where(Func<int, int, I32F32, bool> keep) =>
        new([.. rows.Select((row, i) => row.Where(cell => keep(i, cell.Column, cell.Value)).ToArray())]);

    /// <summary>Every cell's value replaced, asked with row, column and value.</summary>
    public SparseMatrix Select(Func<int, int, I32F32, I32F32> change) =>
        new([.. rows.Select((row, i) => row.Select(cell => cell with { Value = change(i, cell.Column, cell.Value) }).ToArray())]);

    /// <summary>Each row divided by its sum; a row of zeros stays.</summary>
    public SparseMatrix NormalizeRows()
    {
        var sums = RowSums();
        return Select((row, _, value) => sums[row] == I32F32.Zero ? value : value / sums[row]);
    }

    /// <summary>Each column divided by its sum; a column of zeros stays.</summary>
    public SparseMatrix NormalizeColumns()
    {
        var sums = new I32F32[Count];
        foreach (var row in rows)
            foreach (var cell in row)
                sums[cell.Column] += cell.Value;
        return Select((_, column, value) => sums[column] == I32F32.Zero ? value : value / sums[column]);
    }

    /// <summary>Each column divided by its greatest value, so that this becomes one; a column of zeros stays.</summary>
    public SparseMatrix UpscaleColumns()
    {
        var greatest = new I32F32[Count];
        foreach (var row in rows)
            foreach (var cell in row)
                greatest[cell.Column] = cell.Value > greatest[cell.Column] ? cell.Value : greatest[cell.Column];
        return Select((_, column, value) => greatest[column] == I32F32.Zero ? value : value / greatest[column]);
    }

    public I32F32[] RowSums() => [.. rows.Select(row => row.Aggregate(I32F32.Zero, (sum, cell) => sum + cell.Value))];

    /// <summary>For each column, the sum over rows of <c>vector[row] * value</c>.</summary>
    public I32F32[] TransposeMultiply(ReadOnlySpan<I32F32> vector)
    {
        var result = new I32F32[Count];
        for (var i = 0; i < Count; i++)
            foreach (var cell in rows[i])
                result[cell.Column] += vector[i] * cell.Value;
        return result;
    }

    /// <summary>For each row, the sum over columns of <c>value * vector[column]</c>.</summary>
    public I32F32[] Multiply(ReadOnlySpan<I32F32> vector)
    {
        var result = new I32F32[Count];
        for (var i = 0; i < Count; i++)
            foreach (var cell in rows[i])
                result[i] += cell.Value * vector[cell.Column];
        return result;
    }

    /// <summary>The row with zero for what is absent.</summary>
    public I32F32[] DenseRow(int row)
    {
        var dense = new I32F32[Count];
        foreach (var cell in rows[row])
            dense[cell.Column] = cell.Value;
        return dense;
    }

    /// <summary>The positive values of dense rows that are asked for one by one.</summary>
    public static SparseMatrix OfPositive(int count, Func<int, I32F32[]> denseRow) =>
        new([.. Enumerable.Range(0, count).Select(i =>
            denseRow(i).Select((value, column) => new Cell(column, value)).Where(cell => cell.Value > I32F32.Zero).ToArray())]);
}
