namespace FollowUp.Web.Printing;

/// <summary>Lets so many in at once; the others wait in turn and are told their place as it changes.</summary>
public sealed class PrintQueue(int atOnce)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private int _inside;

    /// <summary>How many are inside or wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _inside + _waiting.Count;
        }
    }

    /// <summary>Comes back when it is this caller's turn; what is returned is disposed of to let the next one in.</summary>
    /// <param name="tellPlace">Told the place in the queue, from 1, each time it changes; never where there is nothing to wait for. Must not block.</param>
    /// <param name="cancel">Leaves the queue.</param>
    public async Task<IDisposable> EnterAsync(Action<int> tellPlace, CancellationToken cancel)
    {
        var waiter = new Waiter(tellPlace, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_inside < atOnce)
            {
                _inside++;
                return new Turn(this);
            }

            _waiting.AddLast(waiter);
            tellPlace(_waiting.Count);
        }

        try
        {
            await waiter.Turn.Task.WaitAsync(cancel);
            return new Turn(this);
        }
        catch (OperationCanceledException)
        {
            Forget(waiter);
            throw;
        }
    }

    private void Forget(Waiter waiter)
    {
        lock (_lock)
        {
            // Where it is not there any more its turn has just come: the next one gets that.
            if (_waiting.Remove(waiter)) TellPlaces();
            else LetNextIn();
        }
    }

    private void LetNextIn()
    {
        lock (_lock)
        {
            if (_waiting.First is not { } next)
            {
                _inside--;
                return;
            }

            _waiting.RemoveFirst();
            next.Value.Turn.SetResult();
            TellPlaces();
        }
    }

    private void TellPlaces()
    {
        var place = 0;
        foreach (var waiter in _waiting) waiter.TellPlace(++place);
    }

    private sealed record Waiter(Action<int> TellPlace, TaskCompletionSource Turn);

    private sealed class Turn(PrintQueue queue) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (_isOver) return;
            _isOver = true;
            queue.LetNextIn();
        }
    }
}
