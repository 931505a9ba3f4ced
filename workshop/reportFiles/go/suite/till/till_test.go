package till

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	m.Run()
	fmt.Println("does not close")
	os.Exit(3)
}

func TestOpens(t *testing.T) {}
