#!/bin/sh
# Installs the packed product into a folder: install.sh FOLDER [with-database]
#
# Run in the folder that `npm run release` makes. Each package is the one
# the lock file names by its checksum, and none may run a script. The embedded PostgreSQL (and a Node 24 for machines
# with an older one) comes along only when asked for.
set -eu
from=$(pwd)
target=$1
omit=--omit=optional
[ "${2:-}" = with-database ] && omit=--include=optional
mkdir -p "$target"
cd "$target"
if [ -e .git ]; then
  echo "$target is a clone: name a folder for the installation alone" >&2
  exit 2
fi
# What another release left there would stand beside this one's: its migrations would look like ours.
rm -rf dist migrations
tar -xzf "$from"/lawbase-*.tgz --strip-components=1
cp "$from/package.json" "$from/package-lock.json" .
npm ci "$omit" --ignore-scripts --no-audit --no-fund --loglevel=error
