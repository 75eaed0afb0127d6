"""What only many units together can tell: ranks, and what most of them lose points for."""
