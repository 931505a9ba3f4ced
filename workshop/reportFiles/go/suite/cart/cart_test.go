package cart

import (
	"fmt"
	"testing"
)

func TestAddsAnItem(t *testing.T) {}

func TestPaysTheTotal(t *testing.T) {
	t.Errorf("3 is not %d", 4)
}

func TestSendsAGift(t *testing.T) {
	t.Skip("no gifts today")
}

func TestCosts(t *testing.T) {
	for _, price := range []int{1, 3} {
		t.Run(fmt.Sprintf("price %d <b>\"A & B\"</b> 🚀", price), func(t *testing.T) {
			if price > 2 {
				t.Fatalf("%d is too much", price)
			}
		})
	}
}

func TestPrintsNoLineEnd(t *testing.T) {
	fmt.Print("no line end")
}
