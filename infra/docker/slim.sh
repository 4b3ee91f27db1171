#!/bin/sh
# Takes out of an installation what the platform never loads: the Node that npm brings for older machines, what only Prisma's command line
# and its studio need, and the ONNX runtimes of other systems. Two thirds of the size go with it.
set -eu
cd "${1:?usage: slim.sh NODE_MODULES}"
rm -rf node-linux-* node-win-* typescript prisma effect remeda elkjs react-dom @visx @types \
  @prisma/dev @prisma/studio-core @prisma/engines @prisma/engines-version @prisma/fetch-engine @prisma/get-platform \
  onnxruntime-node/bin/napi-*/darwin onnxruntime-node/bin/napi-*/win32
