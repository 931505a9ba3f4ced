package stock

import "testing"

func TestIsCounted(t *testing.T) {
	panic("no stock")
}

func TestIsNeverRun(t *testing.T) {}
