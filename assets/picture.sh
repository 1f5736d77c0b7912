#!/bin/sh
# Draws assets/screen.svg, the picture in the README, anew from the real program.
set -eu
cd "$(dirname "$0")/.."
THESES_DRAW=1 cargo test --test terminal picture
