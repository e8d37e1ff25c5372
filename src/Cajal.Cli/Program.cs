using Cajal.Cli;

return CommandTree.Invoke(args);
