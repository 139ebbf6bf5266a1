"""A log-linear model over the candidates of each example: features are names, each with one weight. Used by roles.py and answers.py.

An example has `features` (a list of names per candidate) and `right` (a boolean array: which candidates people chose)."""
import collections
import numpy as np
import torch


def arguments(parser):
    parser.add_argument("examples", nargs="+"); parser.add_argument("table"); parser.add_argument("--folds", type=int, default=4); parser.add_argument("--epochs", type=int, default=8); parser.add_argument("--rate", type=float, default=0.02)
    parser.add_argument("--decay", type=float, default=1e-4); parser.add_argument("--drop", type=float, default=0.2); parser.add_argument("--batch", type=int, default=64); parser.add_argument("--least", type=int, default=5)
    parser.add_argument("--cut", type=float, default=0.1); parser.add_argument("--seed", type=int, default=1); settings = parser.parse_args(); torch.set_num_threads(1)
    return settings


def index(examples, least):
    """Numbers of the features that are seen often enough; gives each example `rows`, an array of numbers per candidate."""
    seen = collections.Counter(f for e in examples for candidate in e.features for f in set(candidate))
    number = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= least))}
    for e in examples: e.rows = [np.array([number[f] for f in candidate if f in number], dtype=np.int64) for candidate in e.features]
    return number


def train(examples, width, s, seed=None):
    """Weights under which what people chose is likeliest, averaged over the second half of the epochs; an example without a right candidate teaches nothing."""
    torch.manual_seed(s.seed if seed is None else seed); weights = torch.zeros(width, requires_grad=True); optimiser = torch.optim.Adam([weights], s.rate); mean, kept = torch.zeros(width), 0
    examples = [e for e in examples if e.right.any()]; steps = s.epochs * -(-len(examples) // s.batch); step = 0
    for epoch in range(s.epochs):
        for batch in torch.randperm(len(examples)).split(s.batch):
            for g in optimiser.param_groups: g["lr"] = s.rate * (1 - step / steps)
            step += 1; chosen = [examples[i] for i in batch.tolist()]; rows = [r for e in chosen for r in e.rows]
            at = torch.from_numpy(np.concatenate(rows)); row = torch.repeat_interleave(torch.arange(len(rows)), torch.tensor([len(r) for r in rows])); of = torch.repeat_interleave(torch.arange(len(chosen)), torch.tensor([len(e.rows) for e in chosen]))
            value = weights[at] * (torch.rand(len(at)) >= s.drop).float() / (1 - s.drop); score = torch.zeros(len(rows)).index_add(0, row, value); score = torch.exp(score - score.max().detach())
            total = lambda x: torch.zeros(len(chosen)).index_add(0, of, x)
            loss = (torch.log(total(score)) - torch.log(total(score * torch.from_numpy(np.concatenate([e.right for e in chosen])).float()) + 1e-20)).mean() + s.decay * (weights ** 2).sum()
            optimiser.zero_grad(); loss.backward(); optimiser.step()
            if epoch >= s.epochs // 2: mean += weights.detach(); kept += 1
    return (mean / kept).numpy()


def write(path, head, number, weights, cut):
    """The table that the program reads: a name, a tab and its weight; those near nought are left out."""
    with open(path, "w", encoding="utf-8") as to:
        to.write(head)
        for feature, i in number.items():
            if abs(weights[i]) >= cut: to.write(f"{feature}\t{weights[i]:.2f}\n")
