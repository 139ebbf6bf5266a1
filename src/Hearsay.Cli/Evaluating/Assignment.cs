namespace Hearsay.Cli.Evaluating;

/// <summary>The best one-to-one assignment, by the Hungarian method in the form of Jonker and Volgenant (1987): O(rows² · columns).</summary>
internal static class Assignment
{
    /// <summary>The highest sum of values that gives each row at most one column and each column at most one row.</summary>
    /// <param name="values">Rows × columns, none negative.</param>
    public static double Best(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        bool turned = values.GetLength(0) > values.GetLength(1);
        int rows = Math.Min(values.GetLength(0), values.GetLength(1));
        int columns = Math.Max(values.GetLength(0), values.GetLength(1));

        // Costs are values with their sign turned; potentials keep reduced costs from falling below 0.
        double Cost(int row, int column) => turned ? -values[column - 1, row - 1] : -values[row - 1, column - 1];
        double[] rowPotential = new double[rows + 1];
        double[] columnPotential = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        int[] before = new int[columns + 1];
        double[] slack = new double[columns + 1];
        bool[] done = new bool[columns + 1];
        for (int row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            int column = 0;
            slack.AsSpan().Fill(double.PositiveInfinity);
            done.AsSpan().Clear();
            do
            {
                done[column] = true;
                int at = rowOf[column];
                double least = double.PositiveInfinity;
                int next = 0;
                for (int other = 1; other <= columns; other++)
                {
                    if (done[other])
                    {
                        continue;
                    }

                    double reduced = Cost(at, other) - rowPotential[at] - columnPotential[other];
                    if (reduced < slack[other])
                    {
                        slack[other] = reduced;
                        before[other] = column;
                    }

                    if (slack[other] < least)
                    {
                        least = slack[other];
                        next = other;
                    }
                }

                for (int other = 0; other <= columns; other++)
                {
                    if (done[other])
                    {
                        rowPotential[rowOf[other]] += least;
                        columnPotential[other] -= least;
                    }
                    else
                    {
                        slack[other] -= least;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                int from = before[column];
                rowOf[column] = rowOf[from];
                column = from;
            }
        }

        double sum = 0;
        for (int column = 1; column <= columns; column++)
        {
            sum -= rowOf[column] > 0 ? Cost(rowOf[column], column) : 0;
        }

        return sum;
    }
}
