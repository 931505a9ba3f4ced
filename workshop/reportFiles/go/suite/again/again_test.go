package again

import (
	"os"
	"testing"
)

func TestAsksAgain(t *testing.T) {
	if _, err := os.Stat("../asked"); err != nil {
		os.WriteFile("../asked", nil, 0o600)
		t.Fatal("busy")
	}
}
