# Bash splits a word at its colons. So the script passes the whole line, and removes from
# each completion the part before the last colon.
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
