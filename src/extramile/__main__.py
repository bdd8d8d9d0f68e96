from extramile.cli import main

main()
