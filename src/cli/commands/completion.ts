/** `deckle completion`: what a shell needs to complete commands and options. */

import { type Command, type Context, EXIT, optionsOf, UsageError } from '../command.ts'
import { speak } from '../language.ts'

export async function run({ paths, terminal, commands }: Context): Promise<number> {
  const script = SHELLS[paths[0] ?? '']
  if (!script) {
    const shells = Object.keys(SHELLS).join(', ')
    throw new UsageError(speak({ en: `Which shell? ${shells}`, zh: `哪个 shell？${shells}` }))
  }
  terminal.say(script(commands))
  return EXIT.done
}

const flagsOf = (command: Command): string[] =>
  Object.keys(optionsOf(command)).map((flag) => `--${flag}`)

const namesOf = (commands: Command[]): string => commands.map(({ name }) => name).join(' ')

const SHELLS: Record<string, (commands: Command[]) => string> = {
  bash: (commands) => `_deckle() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${namesOf(commands)}" -- "$word"))
    return
  fi
  case "$word" in -*) ;; *) return ;; esac
  case "\${COMP_WORDS[1]}" in
${commands.map((each) => `    ${each.name}) COMPREPLY=($(compgen -W "${flagsOf(each).join(' ')}" -- "$word")) ;;`).join('\n')}
  esac
}
complete -o default -F _deckle deckle`,

  zsh: (commands) => `#compdef deckle
_deckle() {
  if (( CURRENT == 2 )); then
    local -a names=(${commands.map(({ name, says }) => `'${name}:${speak(says).replaceAll("'", "'\\''")}'`).join(' ')})
    _describe command names
    return
  fi
  case "$words[2]" in
${commands.map((each) => `    ${each.name}) [[ "$PREFIX" == -* ]] && compadd -- ${flagsOf(each).join(' ')} || _files ;;`).join('\n')}
  esac
}
compdef _deckle deckle`,

  fish: (commands) =>
    commands
      .flatMap((command) => [
        `complete -c deckle -n __fish_use_subcommand -a ${command.name} -d ${JSON.stringify(speak(command.says))}`,
        ...Object.entries(optionsOf(command)).map(
          ([flag, { says, value }]) =>
            `complete -c deckle -n '__fish_seen_subcommand_from ${command.name}' -l ${flag} ${value ? '-r ' : ''}-d ${JSON.stringify(speak(says))}`,
        ),
      ])
      .join('\n'),
}
