"""The control plane that the emulator serves: applications of one subscription, as Azure Resource Manager shows them."""
