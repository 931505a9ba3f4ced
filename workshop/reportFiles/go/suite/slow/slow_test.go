package slow

import (
	"os"
	"testing"
	"time"
)

func TestIsQuick(t *testing.T) {}

func TestWaitsForTheBank(t *testing.T) {
	for _, argument := range os.Args {
		if argument == "-test.timeout=1s" {
			time.Sleep(5 * time.Second)
		}
	}
}
