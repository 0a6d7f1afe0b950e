"""The `completion` command.

papercat completion bash >> ~/.bashrc
papercat completion zsh > ~/.zfunc/_papercat      a folder in your $fpath
papercat completion fish > ~/.config/fish/completions/papercat.fish

Write a script for your shell. With it the shell completes commands, options, fields, and
the people, categories, conferences and keys of your catalogue.
"""

import sys
from typing import Annotated

import typer

from papercat.errors import UsageError

# Bash splits a word at its colons. So the script passes the whole line, and removes from
# each completion the part before the last colon.
_BASH = r"""
_papercat() {
    local line word found
    line=${COMP_LINE:0:COMP_POINT}
    mapfile -t found < <(papercat _complete --line -- "$line" 2>/dev/null | cut -f1)
    word=${line##* }
    COMPREPLY=()
    local each
    for each in "${found[@]}"; do
        if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
            each=${each#"${word%"${word##*:}"}"}
        fi
        COMPREPLY+=("$(printf '%q' "$each")")
    done
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace
    fi
}
complete -o default -F _papercat papercat
"""
_ZSH = r"""
#compdef papercat
_papercat() {
    local -a found values
    found=("${(@f)$(papercat _complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    values=("${(@)found%%$'\t'*}")
    if [[ -z $values[1] ]]; then
        _files
    elif [[ ${#values} -eq 1 && $values[1] == *: ]]; then
        compadd -U -S '' -- "${(@)values}"
    else
        compadd -U -- "${(@)values}"
    fi
}
if [[ $funcstack[1] == _papercat ]]; then
    _papercat "$@"
else
    compdef _papercat papercat
fi
"""
_FISH = r"""
complete -c papercat -f -a '(papercat _complete -- (commandline -opc)[2..] (commandline -ct))'
complete -c papercat -n '__fish_seen_subcommand_from import' -F
"""
SCRIPTS = {"bash": _BASH, "fish": _FISH, "zsh": _ZSH}


def run(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="Your shell: bash, fish or zsh.")],
) -> None:
    """See the module's text, which is this command's help."""
    if shell not in SCRIPTS:
        raise UsageError(f"no completion for {shell!r}; choose one of {', '.join(SCRIPTS)}")
    sys.stdout.write(SCRIPTS[shell].lstrip())
