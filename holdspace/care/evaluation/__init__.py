"""Two people judge: the medical and the psychological evaluation, each written, reasoned and signed."""
