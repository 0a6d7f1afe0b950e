complete -c papercat -f -a '(papercat _complete -- (commandline -opc)[2..] (commandline -ct))'
complete -c papercat -n '__fish_seen_subcommand_from import' -F
