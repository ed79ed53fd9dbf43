/// Scripts that complete `recto ` in shells: options and their values, commands, and files wherever a
/// document may stand. Without a command the words are those of `convert`.
struct CompletionScript {
  enum Shell: String, CaseIterable { case bash, zsh, fish }

  private let commands: [CommandHelp.Command]

  init(_ commands: [CommandHelp.Command]) { self.commands = commands }

  func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private var names: String { commands.map(\.commandName).joined(separator: " ") }

  /// A text between single quotes, as all three shells read it.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// The first sentence: there is no room for more beside a word.
  private static func summary(_ text: String?) -> String {
    let line = (text ?? "").split(separator: "\n").first.map(String.init) ?? ""
    let sentence = line.split(whereSeparator: { ":;".contains($0) }).first.map(String.init) ?? line
    return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}

// bash. `=` is a word of its own to it, and 3.2, which macOS has, knows neither mapfile nor compopt.
extension CompletionScript {
  private var bash: String {
    let cases = commands.map { command in
      let options = command.shown.flatMap(\.spellings).joined(separator: " ")
      let values = command.shown.filter { $0.kind == .option }.map { argument in
        "      \(argument.spellings.joined(separator: "|"))) \(Self.bashValue(argument)) ;;"
      }
      let operand = command.shown.last { $0.kind == .positional }?.completionKind?.list
      return """
            \(command.commandName))
              options=\(Self.quoted(options))
              operands=\(Self.quoted(operand?.values.joined(separator: " ") ?? ""))
              case $before in
        \(values.joined(separator: "\n"))
              esac ;;
        """
    }
    return """
      # bash completion of recto
      _recto() {
        local IFS=$' \\t\\n' word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        local command=convert commands='\(names)' options='' operands='' values='' kind='' head='' i
        if [ "$word" = '=' ]; then
          word=''
        elif [ "$before" = '=' ] && [ "$COMP_CWORD" -gt 1 ]; then
          before=${COMP_WORDS[COMP_CWORD-2]}
        fi
        if [ "$COMP_CWORD" -gt 1 ]; then
          for i in $commands; do [ "$i" = "${COMP_WORDS[1]}" ] && command=$i; done
        fi
        case $command in
      \(cases.joined(separator: "\n"))
        esac
        COMPREPLY=()
        case $kind in
        values)
          case $word in *,*) head=${word%,*}, ;; esac
          COMPREPLY=($(compgen -P "$head" -W "$values" -- "${word##*,}"))
          return ;;
        text) return ;;
        folder|file)
          IFS=$'\\n'
          if [ "$kind" = folder ]; then COMPREPLY=($(compgen -d -- "$word"))
          else COMPREPLY=($(compgen -f -- "$word")); fi
          compopt -o filenames 2> /dev/null
          return ;;
        esac
        case $word in
        -*) COMPREPLY=($(compgen -W "$options" -- "$word")); return ;;
        esac
        if [ -n "$operands" ]; then
          COMPREPLY=($(compgen -W "$operands" -- "$word"))
          return
        fi
        if [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W "$commands" -- "$word")); fi
        IFS=$'\\n'
        COMPREPLY+=($(compgen -f -- "$word"))
        compopt -o filenames 2> /dev/null
      }
      complete -o bashdefault -o default -F _recto recto

      """
  }

  private static func bashValue(_ argument: CommandHelp.Argument) -> String {
    if let list = argument.completionKind?.list {
      return "kind=values values=\(quoted(list.values.joined(separator: " ")))"
    }
    if argument.completionKind?.directory != nil { return "kind=folder" }
    return argument.completionKind?.file != nil ? "kind=file" : "kind=text"
  }
}

extension CompletionScript {
  private var zsh: String {
    let cases = commands.map { command in
      let specs = command.shown.flatMap { Self.zshSpecs($0) }
      return "    \(command.commandName))\n      specs=(\n"
        + specs.map { "        \($0)\n" }.joined() + "      ) ;;"
    }
    let described = commands.map {
      "    " + Self.quoted("\($0.commandName):\(Self.summary($0.abstract))")
    }
    return """
      #compdef recto
      _recto() {
        local command=convert
        local -a commands specs
        commands=(
      \(described.joined(separator: "\n"))
        )
        if (( CURRENT > 2 )) && [[ -n ${(M)commands:#${words[2]}:*} ]]; then
          command=$words[2]
          shift words
          (( CURRENT-- ))
        elif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
          _describe command commands
        fi
        case $command in
      \(cases.joined(separator: "\n"))
        esac
        _arguments -s -S $specs
      }
      if [ "$funcstack[1]" = _recto ]; then _recto "$@"; else compdef _recto recto; fi

      """
  }

  private static func zshSpecs(_ argument: CommandHelp.Argument) -> [String] {
    let action: String
    if let list = argument.completionKind?.list {
      action = "(\(list.values.joined(separator: " ")))"
    } else if argument.completionKind?.directory != nil {
      action = "_files -/"
    } else {
      action = argument.completionKind?.file != nil ? "_files" : " "
    }
    let value = argument.valueName ?? "value"
    guard argument.kind != .positional else { return [quoted("*:\(value):\(action)")] }
    // Brackets and colons end the text of a specification.
    let text = summary(argument.abstract).filter { !"[]:".contains($0) }
    return argument.spellings.map { name in
      guard argument.kind == .option else { return quoted("\(name)[\(text)]") }
      return quoted("*\(name)\(name.hasPrefix("--") ? "=" : "+")[\(text)]:\(value):\(action)")
    }
  }
}

extension CompletionScript {
  private var fish: String {
    var lines = [
      "# fish completion of recto",
      "function __recto_command",
      "  set -l words (commandline -opc)",
      "  if test (count $words) -gt 1; and contains -- $words[2] \(names)",
      "    echo $words[2]",
      "  else",
      "    echo convert",
      "  end",
      "end",
    ]
    for command in commands {
      lines.append(
        "complete -c recto -n 'test (count (commandline -opc)) -eq 1' -a \(command.commandName) -d "
          + Self.quoted(Self.summary(command.abstract)))
      for argument in command.shown {
        lines.append(Self.fishLine(argument, of: command.commandName))
      }
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static func fishLine(_ argument: CommandHelp.Argument, of command: String) -> String {
    var line = "complete -c recto -n 'test (__recto_command) = \(command)'"
    let list = argument.completionKind?.list?.values.joined(separator: " ")
    if argument.kind == .positional {
      return list.map { line + " -f -a \(quoted($0))" } ?? ""
    }
    for name in argument.spellings {
      line += name.hasPrefix("--") ? " -l \(name.dropFirst(2))" : " -s \(name.dropFirst())"
    }
    if let list {
      line += " -x -a \(quoted(list))"
    } else if argument.kind == .option {
      if argument.completionKind?.directory != nil {
        line += " -x -a '(__fish_complete_directories)'"
      } else {
        line += argument.completionKind?.file != nil ? " -r -F" : " -x"
      }
    }
    return line + " -d \(quoted(summary(argument.abstract)))"
  }
}
