// Checks an exported log and a receipt with golang.org/x/mod/sumdb (note, tlog), which knows nothing of Menhu.
//
//	go run . <export directory> <verification key> <receipt>
//
// Every entry is hashed from its bundle, every tile is compared, the root and the signature are checked, and the
// receipt's inclusion proof is checked against the entry that it carries (or the export's entry of that index).
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: go_sumdb <export directory> <verification key> <receipt>")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "NOT VERIFIED:", err)
		os.Exit(1)
	}
}

type checkpoint struct {
	origin string
	tree   tlog.Tree
}

// open verifies a note under the one key and reads it as c2sp.org/tlog-checkpoint.
func open(text []byte, verifier note.Verifier) (checkpoint, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return checkpoint{}, err
	}
	lines := strings.SplitN(opened.Text, "\n", 4)
	if len(lines) < 4 {
		return checkpoint{}, errors.New("checkpoint has too few lines")
	}
	if lines[0] != verifier.Name() {
		return checkpoint{}, fmt.Errorf("origin %q is not the key's name", lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return checkpoint{}, errors.New("size")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return checkpoint{}, err
	}
	return checkpoint{lines[0], tlog.Tree{N: size, Hash: root}}, nil
}

// group writes a tile's number as c2sp.org/tlog-tiles does.
func group(n int64) string {
	s := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		s = fmt.Sprintf("x%03d/%s", n%1000, s)
	}
	return s
}

func bundle(dir string, n int64, width int64) ([][]byte, error) {
	name := "tile/entries/" + group(n)
	if width < 256 {
		name += fmt.Sprintf(".p/%d", width)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 {
			return nil, errors.New(name + ": cut short")
		}
		size := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+size {
			return nil, errors.New(name + ": cut short")
		}
		entries = append(entries, data[2:2+size])
		data = data[2+size:]
	}
	if int64(len(entries)) != width {
		return nil, fmt.Errorf("%s: %d entries, not %d", name, len(entries), width)
	}
	return entries, nil
}

// tiles reads tiles of height 8; Go's path has one more part, "tile/8/…".
type tiles struct{ dir string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(list []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range list {
		name := fmt.Sprintf("tile/%d/%s", tile.L, group(tile.N))
		if tile.W < 256 {
			name += fmt.Sprintf(".p/%d", tile.W)
		}
		data, err := os.ReadFile(filepath.Join(t.dir, name))
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func run(dir, vkey, receiptPath string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	head, err := open(text, verifier)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}

	// The whole tree again from the entries.
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			out[i] = stored[index]
		}
		return out, nil
	})
	for index := int64(0); index < head.tree.N; {
		width := head.tree.N - index
		if width > 256 {
			width = 256
		}
		entries, err := bundle(dir, index/256, width)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			hashes, err := tlog.StoredHashes(index, entry, reader)
			if err != nil {
				return err
			}
			stored = append(stored, hashes...)
			index++
		}
	}
	root, err := tlog.TreeHash(head.tree.N, reader)
	if err != nil {
		return err
	}
	if root != head.tree.Hash {
		return errors.New("the root of the entries is not the checkpoint's")
	}
	for _, tile := range tlog.NewTiles(8, 0, head.tree.N) {
		// Older versions of the package name a partial tile at every width on the way to this size.
		if tile.W < 256 && int64(tile.W) != head.tree.N>>uint(8*tile.L)-tile.N*256 {
			continue
		}
		want, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			return err
		}
		have, err := tiles{dir}.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		if !bytes.Equal(want, have[0]) {
			return fmt.Errorf("tile %d/%d differs", tile.L, tile.N)
		}
	}
	// The tiles alone, as a client reads them that checks each against the root.
	checked := tlog.TileHashReader(head.tree, tiles{dir})
	if head.tree.N > 0 {
		if _, err := checked.ReadHashes([]int64{0, tlog.StoredHashIndex(0, head.tree.N-1)}); err != nil {
			return fmt.Errorf("tiles: %w", err)
		}
	}
	fmt.Printf("log %s: %d entries, root %s, signature good\n", head.origin, head.tree.N, head.tree.Hash)
	return receipt(dir, receiptPath, verifier, head, checked)
}

// receipt checks a c2sp.org/tlog-proof.
func receipt(dir, path string, verifier note.Verifier, head checkpoint, checked tlog.HashReader) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(data), "\n\n", 2)
	if len(parts) != 2 {
		return errors.New("receipt: no blank line")
	}
	lines := strings.Split(parts[0], "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("receipt: first line")
	}
	lines = lines[1:]
	var entry []byte
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if entry, err = base64.StdEncoding.DecodeString(lines[0][len("extra "):]); err != nil {
			return err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("receipt: index")
	}
	index, err := strconv.ParseInt(lines[0][len("index "):], 10, 64)
	if err != nil || index < 0 {
		return errors.New("receipt: index")
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	signed, err := open([]byte(parts[1]), verifier)
	if err != nil {
		return fmt.Errorf("receipt: %w", err)
	}
	if entry == nil {
		if index >= head.tree.N {
			return errors.New("receipt: its entry is not in this export")
		}
		width := head.tree.N - index/256*256
		if width > 256 {
			width = 256
		}
		entries, err := bundle(dir, index/256, width)
		if err != nil {
			return err
		}
		entry = entries[index%256]
	}
	if err := tlog.CheckRecord(proof, signed.tree.N, signed.tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return fmt.Errorf("receipt: %w", err)
	}
	// The two checkpoints are of one log that only grew.
	if signed.tree.N > 0 && signed.tree.N <= head.tree.N {
		tree, err := tlog.ProveTree(head.tree.N, signed.tree.N, checked)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(tree, head.tree.N, head.tree.Hash, signed.tree.N, signed.tree.Hash); err != nil {
			return fmt.Errorf("receipt's checkpoint: %w", err)
		}
	}
	fmt.Printf("receipt: entry %d of %d, %d bytes, SHA-256 %x\n", index, signed.tree.N, len(entry), sha256.Sum256(entry))
	return nil
}
