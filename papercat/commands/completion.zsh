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
