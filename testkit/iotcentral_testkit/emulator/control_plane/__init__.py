"""Control plane: the applications of one subscription, as Azure Resource Manager presents them."""
