"""The local shell: the whole pipeline over files or standard input, in one process, without services."""
